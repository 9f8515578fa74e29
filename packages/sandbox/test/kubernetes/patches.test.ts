import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonPatchError, jsonPatch } from '../../src/kubernetes/patch/json-patch.ts';
import { applyConfiguration, managedFieldsAfterUpdate } from '../../src/kubernetes/patch/managed-fields.ts';
import { mergePatch } from '../../src/kubernetes/patch/merge-patch.ts';
import { strategicMerge } from '../../src/kubernetes/patch/strategic-merge.ts';
import { deployment } from '../../src/kubernetes/schema/workloads.ts';
import { serviceAccount } from '../../src/kubernetes/schema/core.ts';

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const withoutNulls = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, withoutNulls(member)]),
  );
};

describe('JSON merge patch', () => {
  // The examples of RFC 7386, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j + %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });

  it('is idempotent, and a document is its own patch', () => {
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const once = mergePatch(target, patch);
        expect(mergePatch(once, patch)).toEqual(once);
        const clean = withoutNulls(target);
        expect(mergePatch(clean, clean)).toEqual(clean);
      }),
    );
  });

  it('leaves its input alone', () => {
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const before = JSON.stringify([target, patch]);
        mergePatch(target, patch);
        expect(JSON.stringify([target, patch])).toBe(before);
      }),
    );
  });
});

describe('JSON patch', () => {
  it.each([
    ['add', { a: 1 }, [{ op: 'add', path: '/b', value: [1] }], { a: 1, b: [1] }],
    ['add at the end', { a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
    ['add in between', { a: [1, 3] }, [{ op: 'add', path: '/a/1', value: 2 }], { a: [1, 2, 3] }],
    ['remove', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
    [
      'replace with escapes',
      { 'x/y': 1, '~': 2 },
      [
        { op: 'replace', path: '/x~1y', value: 3 },
        { op: 'remove', path: '/~0' },
      ],
      { 'x/y': 3 },
    ],
    ['move', { a: { b: 1 } }, [{ op: 'move', from: '/a/b', path: '/c' }], { a: {}, c: 1 }],
    ['copy', { a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] }],
    ['test', { a: { b: [1] } }, [{ op: 'test', path: '/a', value: { b: [1] } }], { a: { b: [1] } }],
    ['the whole', { a: 1 }, [{ op: 'replace', path: '', value: { z: 1 } }], { z: 1 }],
  ])('%s', (_, document, patch, result) => {
    expect(jsonPatch(document, patch)).toEqual(result);
  });

  it.each([
    ['a missing target', [{ op: 'remove', path: '/x' }]],
    ['a failing test', [{ op: 'test', path: '/a', value: 2 }]],
    ['an index beyond the end', [{ op: 'add', path: '/l/5', value: 1 }]],
    ['an unknown operation', [{ op: 'shuffle', path: '/a' }]],
    ['a path that is none', [{ op: 'add', path: 'a', value: 1 }]],
    ['no value', [{ op: 'add', path: '/b' }]],
    ['no array', { op: 'remove', path: '/a' }],
  ])('refuses %s', (_, patch) => {
    const document = { a: 1, l: [1] };
    expect(() => jsonPatch(document, patch)).toThrow(JsonPatchError);
    expect(document).toEqual({ a: 1, l: [1] });
  });

  it('never pollutes prototypes', () => {
    jsonPatch({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }]);
    mergePatch({}, JSON.parse('{"__proto__": {"polluted": true}}'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('strategic merge patch', () => {
  const containers = (spec: unknown) => ({ spec: { template: { spec } } });
  const target = containers({
    containers: [
      { name: 'a', image: 'a:1', env: [{ name: 'X', value: '1' }], ports: [{ containerPort: 80, name: 'web' }] },
      { name: 'b', image: 'b:1' },
    ],
    tolerations: [{ key: 'old' }],
  });

  it.each([
    [
      'merges containers by name',
      { containers: [{ name: 'b', image: 'b:2' }] },
      {
        containers: [
          { name: 'a', image: 'a:1' },
          { name: 'b', image: 'b:2' },
        ],
      },
    ],
    [
      'adds a container',
      { containers: [{ name: 'c', image: 'c' }] },
      { containers: [{ name: 'a' }, { name: 'b' }, { name: 'c', image: 'c' }] },
    ],
    ['removes by $patch: delete', { containers: [{ name: 'a', $patch: 'delete' }] }, { containers: [{ name: 'b' }] }],
    [
      'replaces by $patch: replace',
      { containers: [{ $patch: 'replace' }, { name: 'z', image: 'z' }] },
      { containers: [{ name: 'z', image: 'z' }] },
    ],
    [
      'merges env by name',
      { containers: [{ name: 'a', env: [{ name: 'Y', value: '2' }] }] },
      {
        containers: [
          {
            env: [
              { name: 'X', value: '1' },
              { name: 'Y', value: '2' },
            ],
          },
          {},
        ],
      },
    ],
    ['replaces lists without a key', { tolerations: [{ key: 'new' }] }, { tolerations: [{ key: 'new' }] }],
    [
      'orders by $setElementOrder',
      { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] },
      { containers: [{ name: 'b' }, { name: 'a' }] },
    ],
    ['removes by null', { tolerations: null }, { containers: [{ name: 'a' }, { name: 'b' }] }],
  ])('%s', (_, patch, expected) => {
    expect(strategicMerge(deployment, target, containers(patch))).toMatchObject(containers(expected));
  });

  it('drops what $retainKeys does not name', () => {
    const rolling = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } };
    const patch = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } };
    expect(strategicMerge(deployment, rolling, patch)).toEqual({ spec: { strategy: { type: 'Recreate' } } });
  });

  it('merges sets of scalars and takes from them', () => {
    const held = { metadata: { finalizers: ['a', 'b'] } };
    expect(strategicMerge(serviceAccount, held, { metadata: { finalizers: ['b', 'c'] } })).toEqual({
      metadata: { finalizers: ['a', 'b', 'c'] },
    });
    expect(
      strategicMerge(serviceAccount, held, { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } }),
    ).toEqual({ metadata: { finalizers: ['b'] } });
  });

  it('without lists is a merge patch, and applying it twice is applying it once', () => {
    const labels = fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => !key.startsWith('$')),
      fc.option(fc.string()),
    );
    fc.assert(
      fc.property(labels, labels, (before, patch) => {
        const object = { metadata: { labels: withoutNulls(before) } };
        const change = { metadata: { labels: patch } };
        const once = strategicMerge(serviceAccount, object, change);
        expect(once).toEqual(mergePatch(object, change));
        expect(strategicMerge(serviceAccount, once, change)).toEqual(once);
      }),
    );
  });
});

describe('server-side apply', () => {
  const account = (metadata: object) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'a', ...metadata },
  });
  const manager = (name: string) => ({ name, operation: 'Apply' as const, at: 0 });
  const apply = (
    live: Parameters<typeof applyConfiguration>[1],
    wanted: Parameters<typeof applyConfiguration>[2],
    name: string,
    force = false,
  ) => {
    const result = applyConfiguration(serviceAccount, live, wanted, manager(name), force);
    if (!result.ok) throw new Error(JSON.stringify(result.conflicts));
    return result.object;
  };

  it('takes out what the manager no longer wants, and nothing of others', () => {
    const first = apply(undefined, account({ labels: { a: '1', b: '1' } }), 'one');
    const second = apply(first, account({ annotations: { x: 'y' } }), 'two');
    const third = apply(second, account({ labels: { a: '1' } }), 'one');
    expect(third['metadata']).toMatchObject({ labels: { a: '1' }, annotations: { x: 'y' } });
    expect(third['metadata']).not.toHaveProperty('labels.b');
  });

  it('keeps what another manager wants too', () => {
    const first = apply(undefined, account({ labels: { shared: '1' } }), 'one');
    const second = apply(first, account({ labels: { shared: '1' } }), 'two');
    expect(apply(second, account({}), 'one')['metadata']).toHaveProperty('labels.shared', '1');
  });

  it('conflicts where another manager set another value, unless forced', () => {
    const first = apply(undefined, account({ labels: { a: '1' } }), 'one');
    const refused = applyConfiguration(serviceAccount, first, account({ labels: { a: '2' } }), manager('two'), false);
    expect(refused).toEqual({ ok: false, conflicts: [{ field: '.metadata.labels.a', manager: 'one' }] });
    const forced = apply(first, account({ labels: { a: '2' } }), 'two', true);
    expect(forced['metadata']).toMatchObject({
      labels: { a: '2' },
      managedFields: [{ manager: 'two', operation: 'Apply' }],
    });
  });

  it('twice is the same as once', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.stringMatching(/^[a-z]{1,4}$/)), (labels) => {
        const once = apply(undefined, account({ labels }), 'one');
        expect(apply(once, account({ labels }), 'one')).toEqual(once);
      }),
    );
  });

  it('plain writes own what they change', () => {
    const before = account({ labels: { a: '1' } });
    const by = (name: string) => ({ name, operation: 'Update' as const, at: 0 });
    const owned = {
      ...before,
      metadata: {
        ...before.metadata,
        managedFields: managedFieldsAfterUpdate(serviceAccount, undefined, before, by('eksctl')),
      },
    };
    const after = { ...owned, metadata: { ...owned.metadata, labels: { a: '2', b: '1' } } };
    expect(managedFieldsAfterUpdate(serviceAccount, owned, after, by('argocd'))).toMatchObject([
      { manager: 'argocd', operation: 'Update', fieldsV1: { 'f:metadata': { 'f:labels': { 'f:a': {}, 'f:b': {} } } } },
    ]);
  });
});
