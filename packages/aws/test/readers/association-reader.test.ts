import { type AssociationBatch, hasCode, PodpassError } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { createAssociationReader } from '../../src/index.ts';
import { association, cluster, ScriptedEks, shutGate } from './scripted-eks.ts';

const minute = 60_000;

function open(count: number, pageSize?: number) {
  const eks = new ScriptedEks(count, pageSize);
  const clock = { now: 1_000_000 };
  const reader = createAssociationReader({ eks: eks.port, now: () => clock.now });
  return { eks, clock, reader };
}

/** What a list on a screen would hold after these batches. */
async function show(batches: AsyncIterable<AssociationBatch>) {
  const rows = new Map<string, string | undefined>();
  const kinds: string[] = [];
  for await (const batch of batches) {
    kinds.push(batch.kind);
    if (batch.kind === 'summaries')
      for (const { associationId } of batch.items) rows.set(associationId, rows.get(associationId));
    if (batch.kind === 'described')
      for (const { associationId, roleArn } of batch.items) rows.set(associationId, roleArn);
    if (batch.kind === 'gone') for (const id of batch.associationIds) rows.delete(id);
  }
  return { rows, kinds, roles: [...rows.values()] };
}

const idOf = (index: number) => association(index).associationId;

describe('rows', () => {
  it('gives every association first as listed and then as described, in the order of the list, few at a time', async () => {
    const { eks, reader } = open(250);
    eks.gate = () => new Promise((resolve) => setImmediate(resolve));
    const { rows, roles } = await show(reader.rows(cluster));
    expect(rows.size).toBe(250);
    expect(roles.every((role) => role !== undefined)).toBe(true);
    expect(eks.described).toEqual([...eks.associations.keys()]);
    expect(eks.mostInFlight).toBe(5);
  });

  it('describes while pages still come', async () => {
    const { eks, reader } = open(300);
    const secondPage = shutGate();
    eks.listGate = () => (eks.described.length === 0 ? Promise.resolve() : secondPage.wait());
    const rows = reader.rows(cluster)[Symbol.asyncIterator]();
    const seen: AssociationBatch[] = [];
    while (!seen.some(({ kind }) => kind === 'described')) seen.push((await rows.next()).value as AssociationBatch);
    expect(seen.filter(({ kind }) => kind === 'summaries')).toHaveLength(1);
    secondPage.open();
    await rows.return?.();
  });

  it('asks nothing the second time, and lists again when the list is old, showing what it had at once', async () => {
    const { eks, clock, reader } = open(120);
    await show(reader.rows(cluster));
    const again = await show(reader.rows(cluster));
    expect(again.kinds).toEqual(['summaries', 'described']);
    expect(again.rows.size).toBe(120);
    expect([eks.lists, eks.described.length]).toEqual([1, 120]);

    clock.now += minute;
    eks.associations.delete(idOf(7));
    eks.put(association(500));
    const later = reader.rows(cluster)[Symbol.asyncIterator]();
    expect((await later.next()).value).toMatchObject({ kind: 'summaries', items: { length: 120 } });
    await later.return?.();
    const { rows } = await show(reader.rows(cluster));
    expect([...rows.keys()]).toEqual(expect.arrayContaining([idOf(500)]));
    expect(rows.has(idOf(7))).toBe(false);
    expect(rows.size).toBe(120);
    expect(eks.described.slice(120)).toEqual([idOf(500)]);
  });

  it('describes again what is older than its age, and everything when asked for fresh rows', async () => {
    const { eks, clock, reader } = open(10);
    await show(reader.rows(cluster));
    clock.now += 16 * minute;
    for (let index = 0; index < 10; index += 1) eks.put(association(index, 'second'));
    expect((await show(reader.rows(cluster))).roles).toEqual(Array.from({ length: 10 }, () => 'second'));
    clock.now += 1;
    for (let index = 0; index < 10; index += 1) eks.put(association(index, 'third'));
    expect((await show(reader.rows(cluster, { fresh: true }))).roles).toEqual(
      Array.from({ length: 10 }, () => 'third'),
    );
    expect(eks.described).toHaveLength(30);
  });

  it('is taken for complete for half a minute from its end, however long it took', async () => {
    const { eks, clock, reader } = open(20);
    eks.gate = () => {
      clock.now += minute / 6;
      return Promise.resolve();
    };
    await show(reader.rows(cluster));
    await show(reader.rows(cluster));
    expect(eks.lists).toBe(1);
  });

  it('asked for fresh does not join a reading that was not', async () => {
    const { eks, reader } = open(150);
    const gate = shutGate();
    eks.gate = gate.wait;
    const stale = show(reader.rows(cluster));
    await new Promise((resolve) => setImmediate(resolve));
    const fresh = [show(reader.rows(cluster, { fresh: true })), show(reader.rows(cluster, { fresh: true }))];
    gate.open();
    for (const { rows } of await Promise.all([stale, ...fresh])) expect(rows.size).toBe(150);
    expect(eks.lists).toBe(2);
  });

  it('is one reading for all who ask at the same time, whenever they come in', async () => {
    const { eks, reader } = open(200);
    const gate = shutGate();
    eks.gate = gate.wait;
    const first = show(reader.rows(cluster));
    const second = show(reader.rows(cluster));
    await new Promise((resolve) => setImmediate(resolve));
    const third = show(reader.rows(cluster));
    gate.open();
    for (const { rows, roles } of await Promise.all([first, second, third])) {
      expect(rows.size).toBe(200);
      expect(roles.every((role) => role !== undefined)).toBe(true);
    }
    expect([eks.lists, eks.described.length]).toEqual([1, 200]);
  });

  it('ends when nobody looks any more, and keeps what it has learnt', async () => {
    const { eks, reader } = open(1_000);
    for await (const batch of reader.rows(cluster)) if (batch.kind === 'described') break;
    await new Promise((resolve) => setImmediate(resolve));
    const learnt = eks.described.length;
    expect(learnt).toBeLessThan(200);
    const leaving = new AbortController();
    const left = (async () => {
      for await (const batch of reader.rows(cluster, { signal: leaving.signal })) {
        if (batch.kind === 'summaries') leaving.abort(new Error('left'));
      }
    })();
    await expect(left).rejects.toThrow('left');
    expect((await show(reader.rows(cluster))).rows.size).toBe(1_000);
    expect(new Set(eks.described).size).toBe(eks.described.length);
  });

  it('one who leaves does not end it for the others', async () => {
    const { eks, reader } = open(50);
    const gate = shutGate();
    eks.gate = gate.wait;
    const staying = show(reader.rows(cluster));
    const leaving = new AbortController();
    const left = show(reader.rows(cluster, { signal: leaving.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    gate.open();
    expect((await staying).roles.every((role) => role !== undefined)).toBe(true);
  });

  it('says that what was deleted between list and description is gone', async () => {
    const { eks, reader } = open(5);
    const describe = shutGate();
    eks.listGate = () => {
      eks.associations.delete(idOf(3));
      return Promise.resolve();
    };
    describe.open();
    const { rows, kinds } = await show(reader.rows(cluster));
    expect(kinds).toContain('gone');
    expect([...rows.keys()]).toEqual([0, 1, 2, 4].map(idOf));
  });

  it('shows every row before it says that descriptions are not allowed, and asks for no more of them', async () => {
    const { eks, reader } = open(400);
    const refused = { service: 'eks', operation: 'DescribePodIdentityAssociation', detail: 'no' };
    eks.failDescribe = () => new PodpassError('aws-access-denied', refused);
    const summaries: string[] = [];
    const reading = (async () => {
      for await (const batch of reader.rows(cluster)) {
        if (batch.kind === 'summaries') summaries.push(...batch.items.map(({ associationId }) => associationId));
      }
    })();
    await expect(reading).rejects.toSatisfy((error) => hasCode(error, 'aws-access-denied'));
    expect(summaries).toHaveLength(400);
    expect(eks.described.length).toBeLessThan(10);
    eks.failDescribe = undefined;
    expect((await show(reader.rows(cluster))).roles).not.toContain(undefined);
  });

  it('fails as listing fails, and starts anew the next time', async () => {
    const { eks, reader } = open(10);
    eks.listGate = () => Promise.reject(new Error('no list'));
    await expect(show(reader.rows(cluster))).rejects.toThrow('no list');
    eks.listGate = () => Promise.resolve();
    expect((await show(reader.rows(cluster))).rows.size).toBe(10);
  });

  it('keeps clusters apart', async () => {
    const { eks, reader } = open(3);
    await show(reader.rows(cluster));
    await show(reader.rows({ ...cluster, arn: `${cluster.arn}-other` }));
    expect(eks.lists).toBe(2);
  });
});

describe('after a write', () => {
  it('a refreshed association is what rows and describe give, listed or not', async () => {
    const { eks, reader } = open(3);
    await show(reader.rows(cluster));
    eks.put(association(1, 'changed'));
    eks.put(association(9, 'new'));
    expect(await reader.refresh(cluster, idOf(1))).toMatchObject({ roleArn: 'changed' });
    await reader.refresh(cluster, idOf(9));
    expect(await reader.describe(cluster, idOf(1))).toMatchObject({ roleArn: 'changed' });
    const { rows } = await show(reader.rows(cluster));
    expect([rows.get(idOf(1)), rows.get(idOf(9)), rows.size]).toEqual(['changed', 'new', 4]);
    expect(eks.lists).toBe(1);
  });

  it('a deleted one is gone at once, whether it was forgotten or found to be gone', async () => {
    const { eks, reader } = open(3);
    await show(reader.rows(cluster));
    eks.associations.delete(idOf(0));
    eks.associations.delete(idOf(1));
    reader.forget(cluster, idOf(0));
    expect(await reader.refresh(cluster, idOf(1))).toBeUndefined();
    expect([...(await show(reader.rows(cluster))).rows.keys()]).toEqual([idOf(2)]);
    await expect(reader.describe(cluster, idOf(0))).rejects.toMatchObject({ code: 'association-not-found' });
  });

  it('an answer to an older question does not undo it', async () => {
    const { eks, reader } = open(1);
    const slow = shutGate();
    eks.gate = slow.wait;
    const old = reader.describe(cluster, idOf(0));
    eks.gate = () => Promise.resolve();
    eks.put(association(0, 'changed'));
    await reader.refresh(cluster, idOf(0));
    slow.open();
    expect(await old).not.toMatchObject({ roleArn: 'changed' });
    expect(await reader.describe(cluster, idOf(0))).toMatchObject({ roleArn: 'changed' });
  });

  it('a list that began before does not bring back what was deleted, nor lose what was added', async () => {
    const { eks, reader } = open(250);
    const pages = shutGate();
    let page = 0;
    eks.listGate = () => ((page += 1) === 3 ? pages.wait() : Promise.resolve());
    const told: string[] = [];
    const reading = (async () => {
      for await (const batch of reader.rows(cluster)) {
        if (batch.kind === 'summaries') told.push(...batch.items.map(({ associationId }) => associationId));
      }
    })();
    while (page < 3) await new Promise((resolve) => setImmediate(resolve));
    eks.put(association(900, 'new'));
    await reader.refresh(cluster, idOf(900));
    eks.associations.delete(idOf(249));
    reader.forget(cluster, idOf(249));
    pages.open();
    await reading;
    expect(told).toHaveLength(249);
    expect(told).not.toContain(idOf(249));
    const { rows } = await show(reader.rows(cluster));
    expect([rows.get(idOf(900)), rows.has(idOf(249)), rows.size]).toEqual(['new', false, 250]);
  });

  it('a refresh that is overtaken by a deletion does not bring it back', async () => {
    const { eks, reader } = open(2);
    await show(reader.rows(cluster));
    const slow = shutGate();
    eks.gate = slow.wait;
    const refreshing = reader.refresh(cluster, idOf(0));
    eks.associations.delete(idOf(0));
    reader.forget(cluster, idOf(0));
    slow.open();
    await refreshing;
    eks.gate = () => Promise.resolve();
    const first = await reader.rows(cluster)[Symbol.asyncIterator]().next();
    expect(first.value).toMatchObject({ kind: 'summaries', items: [{ associationId: idOf(1) }] });
  });

  it('a whole cluster can be forgotten', async () => {
    const { eks, reader } = open(3);
    await show(reader.rows(cluster));
    reader.forget(cluster);
    await show(reader.rows(cluster));
    expect([eks.lists, eks.described.length]).toEqual([2, 6]);
  });
});

describe('describe', () => {
  it('asks once for all who ask at the same time; one who leaves does not take the answer from the others', async () => {
    const { eks, reader } = open(1);
    const gate = shutGate();
    eks.gate = gate.wait;
    const leaving = new AbortController();
    const left = reader.describe(cluster, idOf(0), { signal: leaving.signal });
    const staying = reader.describe(cluster, idOf(0));
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    gate.open();
    expect(await staying).toMatchObject({ associationId: idOf(0) });
    expect(eks.described).toHaveLength(1);
  });

  it('does not remember a failure', async () => {
    const { eks, reader } = open(1);
    eks.failDescribe = () => new Error('once');
    await expect(reader.describe(cluster, idOf(0))).rejects.toThrow('once');
    eks.failDescribe = undefined;
    await expect(reader.describe(cluster, idOf(0))).resolves.toMatchObject({ associationId: idOf(0) });
  });
});
