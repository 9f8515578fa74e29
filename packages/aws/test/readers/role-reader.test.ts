import type { IamPort, Role, RoleSummary } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { createRoleReader } from '../../src/index.ts';
import { shutGate } from './scripted-eks.ts';

function role(name: string, { path = '/', trustPolicy = '{}' } = {}): Role {
  return { arn: `arn:aws:iam::111122223333:role${path}${name}`, name, path, trustPolicy, tags: { of: name } };
}

function open(names: string[], pageSize = 2) {
  const account = new Map(names.map((name) => [name, role(name)]));
  const asked = { sweeps: 0, roles: [] as string[] };
  const gates = { page: (_index: number): Promise<void> => Promise.resolve() };
  const clock = { now: 1_000_000 };
  const reads: Pick<IamPort, 'listRoles' | 'getRole'> = {
    async *listRoles() {
      asked.sweeps += 1;
      const all: RoleSummary[] = [...account.values()];
      for (let start = 0; start === 0 || start < all.length; start += pageSize) {
        await gates.page(start / pageSize);
        yield all.slice(start, start + pageSize);
      }
    },
    async getRole(name) {
      asked.roles.push(name);
      const found = account.get(name);
      await Promise.resolve();
      return found;
    },
  };
  const reader = createRoleReader({ iam: reads as IamPort, now: () => clock.now });
  return { account, asked, gates, clock, reader };
}

async function names(pages: AsyncIterable<RoleSummary[]>): Promise<string[]> {
  const all: string[] = [];
  for await (const page of pages) all.push(...page.map(({ name }) => name));
  return all;
}

describe('the role reader', () => {
  it('finds any number of roles by ARN with one sweep', async () => {
    const { reader, asked } = open(['a', 'b', 'c', 'd', 'e']);
    const found = await Promise.all(['a', 'e', 'c', 'nobody'].map((name) => reader.byArn(role(name).arn)));
    expect(found.map((summary) => summary?.name)).toEqual(['a', 'e', 'c', undefined]);
    expect(await reader.byArn(role('d').arn)).toMatchObject({ name: 'd' });
    expect(await names(reader.roles())).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(asked).toEqual({ sweeps: 1, roles: [] });
  });

  it('takes the whole ARN: neither another account nor another path has the role', async () => {
    const { reader } = open(['a']);
    expect(await reader.byArn('arn:aws:iam::444455556666:role/a')).toBeUndefined();
    expect(await reader.byArn('arn:aws:iam::111122223333:role/path/a')).toBeUndefined();
  });

  it('answers as soon as the page with the role has come', async () => {
    const { reader, gates, asked } = open(['a', 'b', 'c']);
    const last = shutGate();
    gates.page = (index) => (index === 0 ? Promise.resolve() : last.wait());
    expect(await reader.byArn(role('a').arn)).toMatchObject({ name: 'a' });
    const later = reader.byArn(role('c').arn);
    last.open();
    expect(await later).toMatchObject({ name: 'c' });
    expect(asked.sweeps).toBe(1);
  });

  it('sweeps again after half a minute, or when asked for fresh roles', async () => {
    const { reader, asked, clock, account } = open(['a']);
    await names(reader.roles());
    account.set('b', role('b'));
    clock.now += 30_000;
    expect(await names(reader.roles())).toEqual(['a']);
    expect(await names(reader.roles({ fresh: true }))).toEqual(['a', 'b']);
    account.delete('b');
    clock.now += 30_001;
    expect(await names(reader.roles())).toEqual(['a']);
    expect(asked.sweeps).toBe(3);
  });

  it('reads a role with its tags once, and again after a write', async () => {
    const { reader, asked, account } = open(['a']);
    expect(await Promise.all([reader.role('a'), reader.role('a')])).toMatchObject([
      { tags: { of: 'a' } },
      { name: 'a' },
    ]);
    expect(await reader.role('nobody')).toBeUndefined();
    expect(await reader.role('nobody')).toBeUndefined();
    expect(asked.roles).toEqual(['a', 'nobody']);

    await names(reader.roles());
    account.set('a', role('a', { trustPolicy: '{"changed":true}' }));
    account.set('new', role('new', { path: '/team/' }));
    await reader.refresh('a');
    await reader.refresh('new');
    expect(await reader.byArn(role('a').arn)).toMatchObject({ trustPolicy: '{"changed":true}' });
    expect(await reader.byArn(role('new', { path: '/team/' }).arn)).toMatchObject({ name: 'new' });
    expect(await names(reader.roles())).toEqual(['a', 'new']);
    expect(asked.sweeps).toBe(1);
  });

  it('loses a role that was deleted, and one that was made anew elsewhere', async () => {
    const { reader, account } = open(['a', 'b', 'c']);
    await names(reader.roles());
    account.delete('a');
    reader.forget('a');
    account.delete('b');
    expect(await reader.refresh('b')).toBeUndefined();
    account.set('c', role('c', { path: '/moved/' }));
    await reader.refresh('c');
    expect(await reader.byArn(role('a').arn)).toBeUndefined();
    expect(await reader.byArn(role('c').arn)).toBeUndefined();
    expect(await names(reader.roles())).toEqual(['c']);
  });

  it('is not misled by a sweep that began before a write', async () => {
    const { reader, gates, account } = open(['a', 'b', 'c']);
    const last = shutGate();
    gates.page = (index) => (index === 0 ? Promise.resolve() : last.wait());
    const swept: RoleSummary[] = [];
    const sweeping = (async () => {
      for await (const page of reader.roles()) swept.push(...page);
    })();
    await new Promise((resolve) => setImmediate(resolve));
    account.set('c', role('c', { trustPolicy: '{"changed":true}' }));
    await reader.refresh('c');
    account.delete('b');
    reader.forget('b');
    last.open();
    await sweeping;
    expect(swept.find(({ name }) => name === 'c')).toMatchObject({ trustPolicy: '{"changed":true}' });
    expect(await reader.byArn(role('c').arn)).toMatchObject({ trustPolicy: '{"changed":true}' });
    expect(await names(reader.roles())).toEqual(['a', 'c']);
  });

  it('does not bring back a role that was deleted while it was refreshed', async () => {
    const { reader, account } = open(['a', 'b']);
    await names(reader.roles());
    const refreshing = reader.refresh('a');
    account.delete('a');
    reader.forget('a');
    await refreshing;
    expect(await names(reader.roles())).toEqual(['b']);
  });

  it('forgets everything when told so, and never remembers a failure', async () => {
    const { reader, gates, asked } = open(['a']);
    gates.page = () => Promise.reject(new Error('denied'));
    await expect(names(reader.roles())).rejects.toThrow('denied');
    gates.page = () => Promise.resolve();
    expect(await names(reader.roles())).toEqual(['a']);
    reader.forget();
    expect(await names(reader.roles())).toEqual(['a']);
    expect(asked.sweeps).toBe(3);
  });
});
