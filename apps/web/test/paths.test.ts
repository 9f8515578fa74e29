import { clusterKeyOf } from '@podpass/inventory';
import { matchRoutes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { documentTitle, isPageHandle } from '../src/app/page-handle.ts';
import { paths } from '../src/app/paths.ts';
import { routes } from '../src/app/routes.tsx';

const cluster = 'prod@eu-west-1';
const associationId = 'a-12345678901234567';
const operationId = '3f0c6b0e-8a0d-4a40-9b55-000000000001';

/** Each path of the builder, the route that must answer it, and the title of its page. */
const table: [name: keyof typeof paths, address: string, route: string, title: string][] = [
  ['clusters', paths.clusters(), 'clusters', 'Clusters · Podpass'],
  ['cluster', paths.cluster(cluster), 'clusters/:cluster', 'Overview · prod@eu-west-1 · Podpass'],
  ['associations', paths.associations(cluster), 'associations', 'Access · prod@eu-west-1 · Podpass'],
  [
    'serviceAccounts',
    paths.serviceAccounts(cluster, { all: true }),
    'service-accounts',
    'Service accounts · Access · prod@eu-west-1 · Podpass',
  ],
  ['accessEntries', paths.accessEntries(cluster), 'entries', 'Access entries · Access · prod@eu-west-1 · Podpass'],
  [
    'addAssociation',
    paths.addAssociation(cluster, { namespace: 'a' }),
    'clusters/:cluster/access/add',
    'Add Pod Identity · prod@eu-west-1 · Podpass',
  ],
  [
    'bulkAddAssociations',
    paths.bulkAddAssociations(cluster),
    'clusters/:cluster/access/bulk',
    'Add many · prod@eu-west-1 · Podpass',
  ],
  [
    'editAssociation',
    paths.editAssociation(cluster, associationId),
    'clusters/:cluster/access/associations/:associationId/edit',
    'Edit association · prod@eu-west-1 · Podpass',
  ],
  ['activity', paths.activity(cluster, { operation: 'x' }), 'activity', 'Activity · prod@eu-west-1 · Podpass'],
  ['configuration', paths.configuration(cluster), 'configuration', 'Configuration · prod@eu-west-1 · Podpass'],
  ['createCluster', paths.createCluster(), 'clusters/new/:configId?', 'Create cluster · Clusters · Podpass'],
  ['operation', paths.operation(operationId), 'operations/:operationId', 'Operation · Operations · Podpass'],
  ['operations', paths.operations(), 'operations', 'Operations · Podpass'],
  ['blueprints', paths.blueprints(), 'blueprints', 'Blueprints · Podpass'],
  ['blueprint', paths.blueprint('mine'), 'blueprints/:blueprint', 'mine · Blueprints · Podpass'],
  ['audit', paths.audit({ cluster }), 'audit', 'Audit log · Podpass'],
];

function leaf(address: string) {
  return matchRoutes(routes, address.split('?')[0] ?? '')?.at(-1);
}

describe('paths', () => {
  it.each(table)('%s leads to its route and page', (_name, address, route, title) => {
    const match = leaf(address);
    expect(match?.route.path ?? 'clusters/:cluster').toBe(route);
    const handle = match?.route.handle as unknown;
    if (!isPageHandle(handle) || match === undefined) throw new Error(`${address} has no page`);
    expect(documentTitle(handle.page(match.params))).toBe(title);
  });

  it('covers every builder but that of Access, which redirects', () => {
    const covered = new Set<string>(table.map(([name]) => name));
    expect(Object.keys(paths).filter((name) => !covered.has(name))).toEqual(['access']);
  });

  it('makes breadcrumbs that lead to pages of the console', () => {
    for (const [, address] of table) {
      const match = leaf(address);
      const handle = match?.route.handle as unknown;
      if (!isPageHandle(handle) || match === undefined) throw new Error(`${address} has no page`);
      for (const crumb of handle.page(match.params).crumbs) expect(leaf(crumb.href)?.route.path).not.toBe('*');
    }
  });

  it.each(['new', 'NEW'])('leads to a cluster called %s, too, and not to the form for a new one', (name) => {
    const key = clusterKeyOf({ name, region: 'us-west-2' }, 'us-west-2');
    for (const [address, page] of [
      [paths.cluster(key), 'Overview'],
      [paths.associations(key), 'Access'],
      [paths.configuration(key), 'Configuration'],
      [paths.addAssociation(key), 'Add Pod Identity'],
    ] as const) {
      const match = leaf(address);
      const handle = match?.route.handle as unknown;
      if (!isPageHandle(handle) || match === undefined) throw new Error(`${address} has no page`);
      expect(documentTitle(handle.page(match.params))).toBe(`${page} · ${name}@us-west-2 · Podpass`);
    }
  });

  it('keeps the @ of a cluster readable and escapes what would leave the segment', () => {
    expect(paths.cluster('prod@eu-west-1')).toBe('/clusters/prod@eu-west-1');
    expect(paths.cluster('a/../b?c#d')).toBe('/clusters/a%2F..%2Fb%3Fc%23d');
  });

  it('writes only the parameters that are given', () => {
    expect(
      paths.associations('prod', {
        association: associationId,
        filter: { f: ['namespace=app', ':x y'], match: 'any' },
      }),
    ).toBe(`/clusters/prod/access/associations?f=namespace%3Dapp&f=%3Ax+y&match=any&association=${associationId}`);
    expect(paths.serviceAccounts('prod', { all: false })).toBe('/clusters/prod/access/service-accounts');
  });

  it('sends what it does not know to the page that says so', () => {
    expect(leaf('/clusters/prod/nonsense')?.route.path).toBe('*');
  });
});
