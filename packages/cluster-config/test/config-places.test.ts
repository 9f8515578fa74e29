import { describe, expect, it } from 'vitest';
import { configPlaces } from '@podpass/cluster-config';

const text = `kind: Cluster
metadata: {name: demo, project: one}
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata:
  name: demo
  version: 1.30 # a number
addons:
- name: coredns
- name: vpc-cni
`;

describe('places of paths', () => {
  it.each([
    ['config', ['metadata', 'version'], { line: 8, column: 3 }, '1.30'],
    ['config', ['addons', 1, 'name'], { line: 11, column: 3 }, 'vpc-cni'],
    ['config', ['addons', 0], { line: 10, column: 3 }, 'name: coredns'],
    ['cluster', ['metadata', 'name'], { line: 2, column: 12 }, 'demo'],
  ] as const)('%s %s', (target, path, start, source) => {
    const place = configPlaces(text).placeOf(target, path);
    expect(place?.range.start).toEqual(start);
    expect(place?.source.trimEnd()).toBe(source);
  });

  it('tells the key, where what is missing below is reported', () => {
    expect(configPlaces(text).placeOf('config', ['metadata'])?.key).toEqual({
      start: { line: 6, column: 1 },
      end: { line: 6, column: 9 },
    });
    expect(configPlaces(text).placeOf('config', ['addons', 0])?.key).toBeUndefined();
  });

  it.each([
    ['nothing there', ['vpc', 'cidr']],
    ['a step into a plain value', ['metadata', 'name', 'more']],
    ['an entry past the end', ['addons', 7]],
    ['a prototype', ['__proto__']],
  ])('answers nothing for %s', (_case, path) => {
    expect(configPlaces(text).placeOf('config', path)).toBeUndefined();
  });

  it('finds the halves of a v3 document', () => {
    const v3 = 'apiVersion: infra.k8smgmt.io/v3\nkind: Cluster\nspec:\n  config:\n    metadata: {region: eu-west-1}\n';
    expect(configPlaces(v3).placeOf('config', ['metadata', 'region'])?.source).toBe('eu-west-1');
    expect(configPlaces(v3).placeOf('cluster', ['spec', 'config'])?.range.start.line).toBe(4);
  });

  it.each(['', '\0', '{', 'a: &a [*a]', 'a: *b'])('reads %j without throwing', (hostile) => {
    expect(configPlaces(hostile).placeOf('config', ['a'])).toBeUndefined();
  });
});
