import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type KubeCluster, type Kubeish, runCluster, type WatchEvent } from './kube-client.ts';

const MAPS = '/api/v1/namespaces/default/configmaps';

let kube: KubeCluster;
beforeAll(async () => {
  kube = await runCluster({ nodes: 0 });
});
afterAll(() => kube.stop());

async function make(
  namespace: string,
  names: readonly string[],
  labels: (name: string) => Record<string, string> = () => ({}),
) {
  await kube.post('/api/v1/namespaces', { metadata: { name: namespace } });
  for (const name of names) {
    await kube.post(`/api/v1/namespaces/${namespace}/configmaps`, { metadata: { name, labels: labels(name) } });
  }
}

const names = (items: readonly Kubeish[]): string[] =>
  items.map((item) => item.metadata.name).filter((name) => name !== 'kube-root-ca.crt');

describe('list', () => {
  it('pages with tokens, and each page shows the same moment', async () => {
    const all = Array.from({ length: 25 }, (_, index) => `m-${String(index).padStart(2, '0')}`);
    await make('paged', all);
    const path = '/api/v1/namespaces/paged/configmaps?limit=10';
    const seen: string[] = [];
    const versions = new Set<unknown>();
    let next = '';
    let pages = 0;
    do {
      const { body } = await kube.get(`${path}&continue=${next}`);
      const metadata = body['metadata'] as { resourceVersion: string; continue?: string; remainingItemCount?: number };
      seen.push(...names(body['items'] as Kubeish[]));
      versions.add(metadata.resourceVersion);
      if (pages === 0) expect(metadata.remainingItemCount).toBe(16);
      next = metadata.continue ?? '';
      pages += 1;
      // What happens between the pages is not seen by them.
      await kube.post('/api/v1/namespaces/paged/configmaps', { metadata: { name: `z-new-${pages}` } });
      await kube.del(`/api/v1/namespaces/paged/configmaps/m-2${pages}`);
    } while (next !== '');
    expect(pages).toBe(3);
    expect(seen).toEqual(all);
    expect(versions.size).toBe(1);
  });

  it.each(['nonsense', Buffer.from('{"rv":"x"}').toString('base64url'), Buffer.from('[]').toString('base64url')])(
    'refuses a token that is none (%s)',
    async (token) => {
      expect((await kube.get(`${MAPS}?limit=1&continue=${token}`)).body).toMatchObject({
        code: 400,
        reason: 'BadRequest',
      });
    },
  );

  it('says 410 for a page from before the server began', async () => {
    const token = Buffer.from(JSON.stringify({ rv: 0, start: '' })).toString('base64url');
    const { body } = await kube.get(`${MAPS}?limit=1&continue=${token}`);
    expect(body).toMatchObject({ code: 410, reason: 'Expired' });
  });

  it.each([
    ['app=a', ['one', 'two']],
    ['app==a,tier=x', ['one']],
    ['app!=a', ['four', 'three']],
    ['app in (a,b),tier', ['one', 'three', 'two']],
    ['app notin (a)', ['four', 'three']],
    ['!app', ['four']],
    ['tier,!app', []],
    ['size>3', ['three']],
    ['', ['four', 'one', 'three', 'two']],
  ])('selects by labels: %s', async (selector, expected) => {
    const table: Record<string, Record<string, string>> = {
      one: { app: 'a', tier: 'x' },
      two: { app: 'a', tier: 'y' },
      three: { app: 'b', tier: 'x', size: '5' },
      four: {},
    };
    await make('labelled', Object.keys(table), (name) => table[name] ?? {});
    const items = await kube.items(
      `/api/v1/namespaces/labelled/configmaps?labelSelector=${encodeURIComponent(selector)}`,
    );
    expect(names(items)).toEqual(expected);
  });

  it.each(['app=a,=', 'app in a', 'app=a b', '-=x', 'app=!'])('refuses the label selector %j', async (selector) => {
    const { body } = await kube.get(`${MAPS}?labelSelector=${encodeURIComponent(selector)}`);
    expect(body).toMatchObject({ code: 400, reason: 'BadRequest' });
  });

  it('selects by fields', async () => {
    await make('fields', ['a', 'b']);
    expect(
      names(await kube.items('/api/v1/configmaps?fieldSelector=metadata.namespace%3Dfields,metadata.name!%3Da')),
    ).toEqual(['b']);
    const { body } = await kube.get(`${MAPS}?fieldSelector=data.x%3D1`);
    expect(body).toMatchObject({ code: 400, message: 'field label not supported: data.x' });
  });

  it.each(['limit=-1', 'limit=x', 'resourceVersion=abc', 'resourceVersion=-1'])('refuses %s', async (query) => {
    expect((await kube.get(`${MAPS}?${query}`)).status).toBe(400);
  });
});

describe('watch', () => {
  it('begins with what is there when no version is given, and marks the end of it when asked', async () => {
    await make('watched', ['a', 'b']);
    const watching = kube.watch(
      '/api/v1/namespaces/watched/configmaps?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan',
    );
    const events = await watching.until((seen) => seen.some((event) => event.type === 'BOOKMARK'));
    watching.stop();
    expect(events.map((event) => [event.type, event.object.metadata['name']])).toEqual([
      ['ADDED', 'a'],
      ['ADDED', 'b'],
      ['ADDED', 'kube-root-ca.crt'],
      ['BOOKMARK', undefined],
    ]);
    expect(events.at(-1)?.object.metadata['annotations']).toEqual({ 'k8s.io/initial-events-end': 'true' });
  });

  it('follows objects into and out of its selector', async () => {
    await make('moving', ['a']);
    const { body } = await kube.get('/api/v1/namespaces/moving/configmaps');
    const { resourceVersion } = body['metadata'] as { resourceVersion: string };
    const watching = kube.watch(
      `/api/v1/namespaces/moving/configmaps?watch=1&resourceVersion=${resourceVersion}&labelSelector=on%3Dyes`,
    );
    const path = '/api/v1/namespaces/moving/configmaps/a';
    await kube.patch(path, { metadata: { labels: { on: 'yes' } } });
    await kube.patch(path, { data: { a: '1' } });
    await kube.patch(path, { metadata: { labels: { on: 'no' } } });
    await kube.patch(path, { metadata: { labels: { on: 'yes' } } });
    await kube.del(path);
    const events = await watching.until((seen) => seen.length >= 5);
    watching.stop();
    expect(events.map((event) => event.type)).toEqual(['ADDED', 'MODIFIED', 'DELETED', 'ADDED', 'DELETED']);
  });

  it('of a version that is forgotten ends with 410', async () => {
    const events = await restarted((other) => other.watch(`${MAPS}?watch=true&resourceVersion=1`).ended);
    expect(events).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]);
  });

  it('ends after timeoutSeconds', async () => {
    const events = await kube.watch(`${MAPS}?watch=true&timeoutSeconds=1&allowWatchBookmarks=true&resourceVersion=`)
      .ended;
    expect(events.at(-1)?.type).toBe('BOOKMARK');
  });

  it('gives exactly the difference between two lists, whatever happens in between', async () => {
    const operation = fc.record({
      kind: fc.constantFrom('create', 'patch', 'delete'),
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.integer({ min: 0, max: 3 }),
    });
    await make('property', []);
    const path = '/api/v1/namespaces/property/configmaps';
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 12 }), async (operations) => {
        const { body } = await kube.get(path);
        const start = new Map(
          (body['items'] as Kubeish[]).map((item) => [item.metadata.name, item.metadata.resourceVersion]),
        );
        const { resourceVersion } = body['metadata'] as { resourceVersion: string };
        for (const { kind, name, value } of operations) {
          if (kind === 'create') await kube.post(path, { metadata: { name }, data: { value: String(value) } });
          else if (kind === 'patch') await kube.patch(`${path}/${name}`, { data: { value: String(value) } });
          else await kube.del(`${path}/${name}`);
        }
        const { body: end } = await kube.get(path);
        const last = Number((end['metadata'] as { resourceVersion: string }).resourceVersion);
        const watching = kube.watch(`${path}?watch=true&resourceVersion=${resourceVersion}&allowWatchBookmarks=true`);
        const marker = await kube.patch(`${path}/kube-root-ca.crt`, {
          metadata: { annotations: { marker: String(last) } },
        });
        const markerVersion = (marker.body['metadata'] as { resourceVersion: string }).resourceVersion;
        const events = await watching.until((seen) =>
          seen.some((event) => event.object.metadata['resourceVersion'] === markerVersion),
        );
        watching.stop();
        replay(start, events);
        const expected = new Map(
          (await kube.items(path)).map((item) => [item.metadata.name, item.metadata.resourceVersion]),
        );
        expect(start).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });
});

function replay(objects: Map<string, string>, events: readonly WatchEvent[]): void {
  for (const { type, object } of events) {
    const { name, resourceVersion } = object.metadata as { name: string; resourceVersion: string };
    if (type === 'DELETED') expect(objects.delete(name)).toBe(true);
    else {
      expect(objects.has(name)).toBe(type === 'MODIFIED');
      objects.set(name, resourceVersion);
    }
  }
}

/** The same account in a second sandbox, whose server remembers nothing. */
async function restarted<T>(use: (other: KubeCluster) => Promise<T>): Promise<T> {
  const other = await runCluster({ nodes: 0 });
  try {
    const state = structuredClone(kube.sandbox.world.state);
    const answer = await fetch(`${other.sandbox.url}/_sandbox/state`, { method: 'PUT', body: JSON.stringify(state) });
    expect(answer.ok).toBe(true);
    return await use(other);
  } finally {
    await other.stop();
  }
}

describe('tables', () => {
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

  it('have the columns of kubectl get', async () => {
    const { body } = await kube.get('/api/v1/namespaces', { accept });
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    expect((body['columnDefinitions'] as Json[]).map((column) => column['name'])).toEqual(['Name', 'Status', 'Age']);
    const rows = body['rows'] as { cells: unknown[]; object: Json }[];
    expect(rows.find((row) => row.cells[0] === 'default')).toMatchObject({
      cells: ['default', 'Active', expect.stringMatching(/^\d+s$/)],
      object: { kind: 'PartialObjectMetadata' },
    });
  });

  it('come as single rows too', async () => {
    const { body } = await kube.get('/api/v1/namespaces/default', { accept });
    expect((body['rows'] as unknown[]).length).toBe(1);
  });

  it('give way to metadata and to whole objects', async () => {
    const partial = await kube.get('/api/v1/namespaces', {
      accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    });
    expect(partial.body['kind']).toBe('PartialObjectMetadataList');
    const whole = await kube.get('/api/v1/namespaces', {
      accept: 'application/vnd.kubernetes.protobuf,application/json',
    });
    expect(whole.body).toMatchObject({ kind: 'NamespaceList', apiVersion: 'v1' });
  });
});
