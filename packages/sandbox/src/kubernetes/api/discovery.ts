import { RESOURCES } from '../resources/registry.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import { REVIEWS } from './reviews.ts';
import { type ApiAnswer, json } from './request.ts';

interface ApiResource {
  name: string;
  singularName: string;
  namespaced: boolean;
  kind: string;
  group?: string;
  version?: string;
  verbs: readonly string[];
  shortNames?: readonly string[];
  categories?: readonly string[];
}

interface GroupVersion {
  group: string;
  version: string;
  resources: ApiResource[];
}

const STATUS_VERBS = ['get', 'patch', 'update'];
const SUBRESOURCES: Readonly<Record<string, readonly Omit<ApiResource, 'singularName' | 'namespaced'>[]>> = {
  'v1/pods': [
    { name: 'pods/eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
    { name: 'pods/log', kind: 'Pod', verbs: ['get'] },
  ],
  'v1/serviceaccounts': [
    {
      name: 'serviceaccounts/token',
      kind: 'TokenRequest',
      group: 'authentication.k8s.io',
      version: 'v1',
      verbs: ['create'],
    },
  ],
  'v1/namespaces': [{ name: 'namespaces/finalize', kind: 'Namespace', verbs: ['update'] }],
};

/** Every group and version with its resources; events exist in two groups, as on a real cluster. */
export const GROUP_VERSIONS: readonly GroupVersion[] = groupVersions();

/** `/api`, `/apis` and what is below them without naming a resource; undefined for other paths. */
export function handleDiscovery(path: string, accept: string): ApiAnswer | undefined {
  const aggregated = /;\s*as=APIGroupDiscoveryList\b/.test(accept) && /;\s*v=v2\b/.test(accept);
  const clean = path.replace(/\/+$/, '');
  if (clean === '/api') return aggregated ? aggregatedList(GROUP_VERSIONS.filter(isCore)) : json(legacyVersions());
  if (clean === '/apis')
    return aggregated ? aggregatedList(GROUP_VERSIONS.filter((one) => !isCore(one))) : json(groupList());
  const [, root, group, version] = clean.split('/');
  if (root === 'api' && version === undefined) return resourceList('', group);
  if (root !== 'apis' || clean.split('/').length > 4) return undefined;
  if (version === undefined) {
    const found = GROUP_VERSIONS.find((one) => one.group === group && !isCore(one));
    return found === undefined ? undefined : json({ kind: 'APIGroup', apiVersion: 'v1', ...groupOf(found) });
  }
  return resourceList(group ?? '', version);
}

function resourceList(group: string, version: string | undefined): ApiAnswer | undefined {
  const found = GROUP_VERSIONS.find((one) => one.group === group && one.version === version);
  if (found === undefined) return undefined;
  return json({
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: name(found),
    resources: found.resources,
  });
}

function groupVersions(): GroupVersion[] {
  const found = new Map<string, GroupVersion>();
  const add = (group: string, version: string, resources: ApiResource[]): void => {
    const key = `${group}/${version}`;
    const known = found.get(key) ?? { group, version, resources: [] };
    known.resources.push(...resources);
    found.set(key, known);
  };
  for (const type of RESOURCES) add(type.group, type.version, resourcesOf(type));
  for (const type of REVIEWS) {
    const { group, version, kind, plural, namespaced } = type;
    add(group, version, [{ name: plural, singularName: kind.toLowerCase(), namespaced, kind, verbs: ['create'] }]);
  }
  const events = RESOURCES.find((type) => type.plural === 'events');
  if (events !== undefined) add('events.k8s.io', 'v1', resourcesOf(events));
  return [...found.values()];
}

function resourcesOf(type: ResourceType): ApiResource[] {
  const { plural, singular, namespaced, kind, verbs, shortNames, categories } = type;
  const below = [...(SUBRESOURCES[type.collection.id] ?? [])];
  if (type.hasScale) {
    below.push({ name: `${plural}/scale`, kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: STATUS_VERBS });
  }
  if (type.hasStatus) below.push({ name: `${plural}/status`, kind, verbs: STATUS_VERBS });
  return [
    {
      name: plural,
      singularName: singular,
      namespaced,
      kind,
      verbs,
      ...(shortNames.length > 0 && { shortNames }),
      ...(categories.length > 0 && { categories }),
    },
    ...below.map((one) => ({ singularName: '', namespaced, ...one })),
  ];
}

function legacyVersions(): unknown {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1:443' }],
  };
}

function groupList(): unknown {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUP_VERSIONS.filter((one) => !isCore(one)).map(groupOf) };
}

function groupOf(one: GroupVersion): { name: string; versions: unknown[]; preferredVersion: unknown } {
  const version = { groupVersion: name(one), version: one.version };
  return { name: one.group, versions: [version], preferredVersion: version };
}

function aggregatedList(list: readonly GroupVersion[]): ApiAnswer {
  const items = list.map((one) => ({
    metadata: { name: one.group, creationTimestamp: null },
    versions: [{ version: one.version, freshness: 'Current', resources: aggregatedResources(one) }],
  }));
  const body = { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
  return {
    ...json(body),
    contentType: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  };
}

function aggregatedResources({ group, version, resources }: GroupVersion): unknown[] {
  return resources
    .filter((resource) => !resource.name.includes('/'))
    .map((resource) => ({
      resource: resource.name,
      responseKind: { group, version, kind: resource.kind },
      scope: resource.namespaced ? 'Namespaced' : 'Cluster',
      singularResource: resource.singularName,
      verbs: resource.verbs,
      ...(resource.shortNames && { shortNames: resource.shortNames }),
      ...(resource.categories && { categories: resource.categories }),
      ...subresourcesOf(resource, resources, group, version),
    }));
}

function subresourcesOf(
  parent: ApiResource,
  all: readonly ApiResource[],
  group: string,
  version: string,
): { subresources?: unknown[] } {
  const below = all.filter((resource) => resource.name.startsWith(`${parent.name}/`));
  if (below.length === 0) return {};
  return {
    subresources: below.map((resource) => ({
      subresource: resource.name.slice(parent.name.length + 1),
      responseKind: { group: resource.group ?? group, version: resource.version ?? version, kind: resource.kind },
      verbs: resource.verbs,
    })),
  };
}

function isCore(one: GroupVersion): boolean {
  return one.group === '';
}

function name({ group, version }: GroupVersion): string {
  return group === '' ? version : `${group}/${version}`;
}
