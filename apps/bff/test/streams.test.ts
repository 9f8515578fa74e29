import { randomUUID } from 'node:crypto';
import type { Operation } from '@podpass/inventory';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventReader, readEvents } from './event-reader.ts';
import { jsonOf, startTestConsole, type TestConsole } from './test-console.ts';

let podpass: TestConsole;
let viewer: Record<string, string>;
beforeAll(async () => {
  podpass = await startTestConsole();
  viewer = await podpass.as('viewer');
});
afterAll(() => podpass.remove());

async function read(path: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const reader = await readEvents(podpass.port, path, { ...viewer, ...headers });
  expect(reader.headers['content-type']).toMatch(/^text\/event-stream/);
  return reader;
}

async function newOperation(): Promise<Operation> {
  const operation: Operation = {
    id: randomUUID(),
    clusterKey: 'demo-eks-cluster',
    state: 'running',
    attempt: 1,
    requestedBy: 'ann',
    startedAt: new Date().toISOString(),
    plan: {
      cluster: {
        key: 'demo-eks-cluster',
        name: 'demo-eks-cluster',
        region: 'us-west-2',
        account: '111122223333',
        partition: 'aws',
        arn: 'arn:aws:eks:us-west-2:111122223333:cluster/demo-eks-cluster',
      },
      kind: 'install-agent',
      title: 'Install the agent',
      steps: [],
      findings: [],
    },
  };
  await podpass.store.operations.create(operation);
  await podpass.store.attempts.claim(operation.id, operation.attempt);
  return operation;
}

async function say(operation: Operation, message: string, end = false): Promise<void> {
  const at = new Date().toISOString();
  await podpass.store.operations.appendEvent(operation.id, {
    at,
    message,
    ...(end && { operationState: 'done' as const }),
  });
}

describe('events of an operation that another replica runs', () => {
  it('come as they happen, numbered, until the operation has ended', async () => {
    const operation = await newOperation();
    await say(operation, 'one');
    const reader = await read(`/api/v1/operations/${operation.id}/events`);
    expect(await reader.next()).toMatchObject({ id: '1', event: 'message', data: { seq: 1, message: 'one' } });
    await say(operation, 'two');
    expect(await reader.next()).toMatchObject({ id: '2', data: { seq: 2, message: 'two' } });
    await say(operation, 'three', true);
    expect(await reader.next()).toMatchObject({ id: '3', data: { operationState: 'done' } });
    const last = await reader.next();
    expect(last === undefined || last.event === 'done').toBe(true);
    expect(await reader.next()).toBeUndefined();
  });

  it('go on after the last one that a reconnecting browser names', async () => {
    const operation = await newOperation();
    for (const message of ['one', 'two', 'three']) await say(operation, message);
    const first = await read(`/api/v1/operations/${operation.id}/events`);
    expect((await first.next())?.id).toBe('1');
    first.leave();
    const again = await read(`/api/v1/operations/${operation.id}/events`, { 'last-event-id': '2' });
    expect((await again.next())?.id).toBe('3');
    await say(operation, 'four', true);
    expect((await again.next())?.id).toBe('4');
    for (const odd of ['x', '-1', '1e9', '99999999999999999999']) {
      const reader = await read(`/api/v1/operations/${operation.id}/events`, { 'last-event-id': odd });
      expect((await reader.next())?.id).toBe('1');
      reader.leave();
    }
  });

  it('of an operation that does not exist are one error, in the form of all others', async () => {
    const reader = await read(`/api/v1/operations/${randomUUID()}/events`);
    expect(await reader.next()).toMatchObject({
      event: 'error',
      data: { defined: true, code: 'operation-not-found', status: 404, data: { why: expect.any(String) } },
    });
    expect(await reader.next()).toBeUndefined();
  });
});

describe('an operation', () => {
  it('is started once per key, told event by event, and written down', async () => {
    const headers = await podpass.as('admin');
    const request = {
      kind: 'add-associations',
      associations: [
        {
          namespace: 'shop',
          serviceAccount: 'from-the-api',
          role: { kind: 'existing', roleArn: 'arn:aws:iam::111122223333:role/shop-catalog', fixTrust: 'cluster' },
        },
      ],
    };
    const path = '/api/v1/clusters/demo-eks-cluster/changes';
    const ask = { method: 'POST', body: { request, key: randomUUID() }, headers };
    const started = await Promise.all([podpass.ask(path, ask), podpass.ask(path, ask)]);
    expect(started.map(({ status }) => status)).toEqual([202, 202]);
    const [{ id }, again] = started.map((answer) => jsonOf<Operation>(answer)) as [Operation, Operation];
    expect(again.id).toBe(id);

    const reader = await read(`/api/v1/operations/${id}/events`);
    const events: Record<string, unknown>[] = [];
    for (let event = await reader.next(); event?.event === 'message'; event = await reader.next())
      events.push(event.data);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, i) => i + 1));
    expect(events.at(-1)).toMatchObject({ operationState: 'done' });

    const { operation } = jsonOf<{ operation: Operation }>(
      await podpass.ask(`/api/v1/operations/${id}`, { headers: viewer }),
    );
    expect(operation).toMatchObject({ state: 'done', requestedBy: 'admin', plan: { kind: 'add-associations' } });
    const { items } = jsonOf<{ items: { target: string; operationId: string; actor: string }[] }>(
      await podpass.ask('/api/v1/audit?cluster=demo-eks-cluster', { headers }),
    );
    expect(items.filter(({ operationId }) => operationId === id).length).toBeGreaterThan(0);
    const filter = '/api/v1/clusters/demo-eks-cluster/associations?namespace=shop&serviceAccount=from-the-api';
    expect(jsonOf<{ items: unknown[] }>(await podpass.ask(filter, { headers: viewer })).items).toHaveLength(1);
  });
});

describe('the growing list of associations', () => {
  it('ends complete, with every association that EKS has', async () => {
    const reader = await read('/api/v1/clusters/demo-eks-cluster/associations/stream');
    const rows = new Map<unknown, unknown>();
    for (let event = await reader.next(); event !== undefined && event.event !== 'done'; event = await reader.next()) {
      if (event.data['type'] === 'rows') {
        for (const row of event.data['rows'] as { associationId: string }[]) rows.set(row.associationId, row);
      }
      if (event.data['type'] === 'complete') expect(event.data['total']).toBe(rows.size);
    }
    const list = await podpass.ask('/api/v1/clusters/demo-eks-cluster/associations', { headers: viewer });
    expect(jsonOf<{ items: unknown[] }>(list).items).toHaveLength(rows.size);
    expect(rows.size).toBeGreaterThan(0);
  });

  it('asks AWS nothing more when its reader has left', async () => {
    await podpass.control('latency', 'PUT', { eks: 150 });
    const reader = await read('/api/v1/clusters/legacy-prod/associations/stream?fresh=true');
    const another = await read('/api/v1/clusters/demo-eks-cluster/associations/stream?fresh=true');
    await another.next();
    reader.leave();
    another.leave();
    await sleep(600);
    const calls = async () => ((await podpass.control('calls', 'GET')) as unknown[]).length;
    const after = await calls();
    await sleep(600);
    expect(await calls()).toBe(after);
    await podpass.control('latency', 'PUT', { eks: 0 });
  });
});
