import { openClusterConfig } from '@podpass/cluster-config';
import { describe, expect, it } from 'vitest';
import { fitToCluster, starterConfig } from '../../src/features/configuration/cluster-fit.ts';
import { compareTexts } from '../../src/config-workbench/config-changes.ts';
import { readConfigFile } from '../../src/config-workbench/config-file.ts';

const demo = { name: 'demo', region: 'eu-west-1' };
const text = starterConfig(demo, '1.34');

describe('the configuration of a cluster', () => {
  it('begins with a text that has no error and belongs to it', () => {
    expect(openClusterConfig(text).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(openClusterConfig(starterConfig(demo, undefined)).model?.name).toBe('demo');
    expect(fitToCluster(text, demo)).toEqual({ kind: 'fits' });
  });

  it('says whose it is otherwise, and changes only the names', () => {
    const other = text.replaceAll('demo', 'prod').replace('region: eu-west-1', 'region: us-east-1 # near');
    const fit = fitToCluster(other, demo);
    expect(fit).toMatchObject({ kind: 'other', name: 'prod', region: 'us-east-1' });
    expect(fit.kind === 'other' && fit.fixed).toBe(text.replace('eu-west-1', 'eu-west-1 # near'));
  });

  it.each(['', 'just words', 'kind: Pod\n', '{', '\0'])('%j is none', (words) => {
    expect(fitToCluster(words, demo).kind).toBe('unreadable');
  });
});

describe('two texts compared', () => {
  const association = (role: string) =>
    `${text}iam:\n  podIdentityAssociations:\n  - namespace: dev\n    serviceAccountName: nginx\n    roleARN: arn:aws:iam::111122223333:role/${role}\n`;

  it.each([
    ['the same', text, text, { kind: 'same' }],
    ['a comment', text, `${text}# why\n`, { kind: 'layout' }],
    ['no configuration', text, '{', { kind: 'unreadable' }],
    [
      'a role',
      association('a'),
      association('b'),
      { kind: 'words', changes: ['association dev/nginx: roleARN changed'] },
    ],
    ['one more', text, association('a'), { kind: 'words', changes: ['association dev/nginx: added'] }],
  ])('%s', (_what, before, after, comparison) => {
    expect(compareTexts(before, after)).toEqual(comparison);
  });
});

describe('a file', () => {
  it('is read byte for byte', async () => {
    const odd = '\uFEFFkind: Cluster\r\n# ünïcode\r\nlast: line';
    expect(await readConfigFile(new File([odd], 'a.yaml'))).toEqual({ text: odd });
  });

  it.each([
    ['not UTF-8', new Uint8Array([0x6b, 0xff, 0xfe]), 'not a text'],
    ['binary', new Uint8Array([0x6b, 0, 0x6b]), 'not a text'],
    ['too large', new Uint8Array(1024 * 1024 + 1).fill(0x61), 'larger than'],
  ])('%s is refused with its name', async (_what, bytes, words) => {
    const read = await readConfigFile(new File([bytes], 'a.yaml'));
    expect(read).toMatchObject({ problem: expect.stringContaining(words) as string });
    expect(read).toMatchObject({ problem: expect.stringContaining('a.yaml') as string });
  });
});
