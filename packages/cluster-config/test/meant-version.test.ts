import { describe, expect, it } from 'vitest';
import { meantVersion } from '../src/index.ts';

/** Newest first, as EKS lists them; the newest does not fit the Kubernetes version. */
const addon = {
  versions: [
    { version: 'v1.12.0-eksbuild.1', default: false, compatible: false },
    { version: 'v1.11.4-eksbuild.2', default: false, compatible: true },
    { version: 'v1.11.4-eksbuild.1', default: true, compatible: true },
    { version: 'v1.11.1-eksbuild.9', default: false, compatible: true },
    { version: 'v1.11.1', default: false, compatible: true },
  ],
};

describe('the version that is meant', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, 'v1.11.4-eksbuild.1'],
    ['', 'v1.11.4-eksbuild.1'],
    ['latest', 'v1.11.4-eksbuild.2'],
    ['Latest', 'v1.11.4-eksbuild.2'],
    ['v1.11.4-eksbuild.1', 'v1.11.4-eksbuild.1'],
    ['1.11.4', 'v1.11.4-eksbuild.2'],
    ['v1.11.1', 'v1.11.1'],
    ['1.11.1', 'v1.11.1-eksbuild.9'],
    ['v1.12.0-eksbuild.1', undefined],
    ['1.10', undefined],
  ])('by %j is %j', (written, version) => {
    expect(meantVersion(addon, written)?.version).toBe(version);
  });

  it('is the newest that fits where EKS names no default, and none where nothing fits', () => {
    const [newest, ...others] = addon.versions;
    const without = [newest, ...others.map((one) => ({ ...one, default: false }))].flatMap((one) => one ?? []);
    expect(meantVersion({ versions: without })?.version).toBe('v1.11.4-eksbuild.2');
    expect(meantVersion({ versions: without.slice(0, 1) }, 'latest')).toBeUndefined();
  });
});
