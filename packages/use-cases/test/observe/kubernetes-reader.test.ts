import { type KubernetesPort, PodpassError } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { createKubernetesReader } from '../../src/index.ts';
import { cluster } from '../support/facts.ts';

/** A cluster that answers when it is told to; its namespaces are the number of the look. */
function scripted() {
  const looks: { answer(): void; refuse(error: unknown): void }[] = [];
  let time = 0;
  const port: Partial<KubernetesPort> = {
    listNamespaces: () =>
      new Promise((resolve, reject) => {
        const name = `look-${looks.length + 1}`;
        looks.push({ answer: () => resolve([name]), refuse: reject });
      }),
    listServiceAccounts: () => Promise.resolve([]),
    listPods: () => Promise.resolve([]),
    listWorkloads: () => Promise.resolve([]),
  };
  const reader = createKubernetesReader({ kubernetes: () => port as KubernetesPort, now: () => time, maxAgeMs: 3_000 });
  return {
    reader,
    looks,
    pass: (milliseconds: number) => (time += milliseconds),
    /** A look that is answered at once. */
    async look(options?: { fresh: boolean }): Promise<string | undefined> {
      const before = looks.length;
      const answer = reader.look(cluster(), options);
      for (const each of looks.slice(before)) each.answer();
      return (await answer).namespaces[0];
    },
  };
}

describe('one look at a cluster', () => {
  it('is shared for a while, and then taken again', async () => {
    const { look, pass } = scripted();
    expect(await look()).toBe('look-1');
    pass(2_999);
    expect(await look()).toBe('look-1');
    pass(1);
    expect(await look()).toBe('look-2');
  });

  it('is taken again where it must be fresh, and after a write', async () => {
    const { look, reader } = scripted();
    await look();
    expect(await look({ fresh: true })).toBe('look-2');
    expect(await look()).toBe('look-2');
    reader.forget(cluster());
    expect(await look()).toBe('look-3');
  });

  it('is shared by all who ask while it is under way, however long it takes', async () => {
    const { reader, looks, pass } = scripted();
    const first = reader.look(cluster());
    pass(10_000);
    const second = reader.look(cluster());
    expect(looks).toHaveLength(1);
    looks[0]?.answer();
    expect((await second).namespaces).toEqual((await first).namespaces);
    expect((await first).observedAt).toBe('1970-01-01T00:00:00.000Z');
  });

  it('that was under way before a write is not taken for what is so after it', async () => {
    const { reader, looks } = scripted();
    const before = reader.look(cluster());
    reader.forget(cluster());
    const after = reader.look(cluster());
    for (const look of looks) look.answer();
    expect((await before).namespaces).toEqual(['look-1']);
    expect((await after).namespaces).toEqual(['look-2']);
  });

  it('that failed is told to all who asked, and forgotten', async () => {
    const { reader, looks, look } = scripted();
    const both = [reader.look(cluster()), reader.look(cluster())];
    looks[0]?.refuse(new PodpassError('kubernetes-unauthorized', { cluster: 'prod' }));
    for (const each of both) await expect(each).rejects.toMatchObject({ code: 'kubernetes-unauthorized' });
    expect(await look()).toBe('look-2');
  });

  it('that fails late does not take a newer one with it', async () => {
    const { reader, looks, look } = scripted();
    const old = reader.look(cluster());
    expect(await look({ fresh: true })).toBe('look-2');
    looks[0]?.refuse(new Error('late'));
    await expect(old).rejects.toThrow('late');
    expect(await look()).toBe('look-2');
  });

  it('is another for another cluster', async () => {
    const { reader, looks } = scripted();
    const { ref } = cluster();
    const both = [reader.look(cluster()), reader.look(cluster({ ref: { ...ref, arn: `${ref.arn}-2` } }))];
    for (const look of looks) look.answer();
    const inventories = await Promise.all(both);
    expect(inventories.map(({ namespaces }) => namespaces[0])).toEqual(['look-1', 'look-2']);
  });
});
