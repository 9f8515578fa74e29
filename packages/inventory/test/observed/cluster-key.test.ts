import { describe, expect, it } from 'vitest';
import { clusterKeyOf, parseClusterKey } from '../../src/index.ts';

const home = 'eu-west-1';

describe('the key of a cluster', () => {
  it.each([
    ['demo', home, 'demo'],
    ['demo', 'us-east-1', 'demo@us-east-1'],
    ['newer', home, 'newer'],
    // The console has a page at /clusters/new, and matches addresses in any case.
    ['new', home, 'new@eu-west-1'],
    ['New', home, 'New@eu-west-1'],
    ['new', 'us-east-1', 'new@us-east-1'],
  ])('of %s in %s is %s, and names it', (name, region, key) => {
    expect(clusterKeyOf({ name, region }, home)).toBe(key);
    expect(parseClusterKey(key, home)).toEqual({ name, region });
  });

  it('may have the home region when it is asked for', () => {
    expect(parseClusterKey('demo@eu-west-1', home)).toEqual({ name: 'demo', region: home });
    expect(parseClusterKey('new', home)).toEqual({ name: 'new', region: home });
  });

  it.each(['', '-a', 'a b', 'a@', 'a@b@c', 'a/b', 'a'.repeat(101)])('%j names none', (key) => {
    expect(parseClusterKey(key, home)).toBeUndefined();
  });
});
