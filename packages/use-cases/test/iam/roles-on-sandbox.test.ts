import { demoState, type SandboxState } from '@podpass/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTrust, listWellKnownPolicies, searchPolicies, searchRoles } from '../../src/index.ts';
import { type House, openHouse, openTestStore, type TestStore } from '../support/house.ts';

const cluster = 'demo-eks-cluster';
const arnOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
let state: SandboxState;
let database: TestStore;
let house: House;

beforeAll(async () => {
  [state, database] = await Promise.all([demoState(), openTestStore()]);
  house = await openHouse(state, database);
});
afterAll(async () => {
  await house.close();
  await database.close();
  expect(house.crashes).toEqual([]);
});

describe('searching roles', () => {
  it('finds by any part of the ARN or description, whatever the case, and counts all', async () => {
    const all = await searchRoles(house.env, cluster, { limit: 1000 });
    expect(all.total).toBe(Object.keys(house.sandbox.world.state.iam.roles).length);
    expect(all.items).toHaveLength(all.total);
    const few = await searchRoles(house.env, cluster, { limit: 2 });
    expect(few).toEqual({ items: all.items.slice(0, 2), total: all.total });
    const found = await searchRoles(house.env, cluster, { search: ' INVOICES-read ', limit: 10 });
    expect(found.items.map(({ name }) => name)).toEqual(['invoices-reader']);
    expect(await searchRoles(house.env, cluster, { search: 'no such role', limit: 10 })).toEqual({
      items: [],
      total: 0,
    });
  });

  it('puts those first that pods can use', async () => {
    const { items } = await searchRoles(house.env, cluster, { limit: 1000, namespace: 'shop', serviceAccount: 'x' });
    const rank = { ok: 0, unknown: 1, pending: 1, missing: 2 };
    const ranks = items.map(({ trust }) => rank[trust]);
    expect(new Set(ranks).size).toBeGreaterThan(1);
    expect(ranks).toEqual(ranks.toSorted());
    for (const { trust, reasons } of items) if (trust === 'missing') expect(reasons).not.toEqual([]);
  });

  it('rejects for a cluster that is not there', async () => {
    await expect(searchRoles(house.env, 'nobody', { limit: 1 })).rejects.toMatchObject({ code: 'cluster-not-found' });
  });
});

describe('checking a trust policy', () => {
  it('shows what it is and what each fix would write', async () => {
    const query = { roleArn: arnOf('invoices-reader'), namespace: 'shop', serviceAccount: 'images' };
    const check = await checkTrust(house.env, cluster, query);
    expect(check).toMatchObject({ roleArn: query.roleArn, status: 'missing', limit: 2048 });
    expect(check.reasons).not.toEqual([]);
    expect(check.statements).toHaveLength((JSON.parse(check.current) as { Statement: unknown[] }).Statement.length);
    expect(check.proposals.map(({ scope, changed }) => [scope, changed])).toEqual([
      ['service-account', true],
      ['cluster', true],
      ['account', true],
    ]);
    for (const { document, size } of check.proposals) {
      expect(document).toContain('pods.eks.amazonaws.com');
      expect(size).toBe(document.replaceAll(/\s/g, '').length);
      expect(size).toBeGreaterThan(check.size);
    }
    const [narrow, wide] = check.proposals.map(({ document }) => document);
    expect(narrow).toContain('"images"');
    expect(wide).not.toContain('"images"');
  });

  it('offers no fix for a service account that is not named', async () => {
    const { proposals } = await checkTrust(house.env, cluster, { roleArn: arnOf('invoices-reader') });
    expect(proposals.map(({ scope }) => scope)).toEqual(['cluster', 'account']);
  });

  it('finds nothing to change where pods can use the role', async () => {
    const query = { roleArn: arnOf('demo-eks-full'), namespace: 'shop', serviceAccount: 'images' };
    const check = await checkTrust(house.env, cluster, query);
    expect(check).toMatchObject({ status: 'ok', reasons: [] });
    expect(check.proposals.filter(({ changed }) => changed)).toEqual([]);
  });

  it.each([
    ['a role that is not there', arnOf('nobody')],
    ['a role of that name on another path', arnOf('some/path/invoices-reader')],
    ['what is no ARN', 'invoices-reader'],
  ])('rejects %s', async (_what, roleArn) => {
    await expect(checkTrust(house.env, cluster, { roleArn })).rejects.toMatchObject({
      code: 'role-not-found',
      data: { role: roleArn },
    });
  });
});

describe('policies', () => {
  it('are found by any part, counted in full', async () => {
    const found = await searchPolicies(house.env, { search: 's3readonly', limit: 10 });
    expect(found.items.map(({ arn }) => arn)).toEqual(['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']);
    const all = await searchPolicies(house.env, { limit: 1 });
    expect(all.items).toHaveLength(1);
    expect(all.total).toBeGreaterThan(5);
  });

  it('that are well known name managed policies that there are', async () => {
    const { items } = await listWellKnownPolicies(house.env);
    expect(items).toHaveLength(7);
    for (const arn of items.flatMap(({ policyArns }) => policyArns))
      expect(await house.env.iam.getPolicy(arn)).toMatchObject({ arn });
  });
});
