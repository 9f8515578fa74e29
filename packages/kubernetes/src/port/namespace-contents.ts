import { errorWords, hasCode, type NamespaceContents, type NamespacedObject } from '@podpass/inventory';
import { z } from 'zod';
import type { Caller } from '../calls/caller.ts';
import { type Collection, pathOf } from '../calls/kubernetes-call.ts';
import { METADATA_ONLY } from '../calls/list-all.ts';
import { listOf, namespacedMetadata } from '../read/metadata.ts';

/**
 * The first few objects of every resource that the API server discovers, which includes custom resources and those of
 * aggregated APIs. A deletion of the namespace takes exactly these along (namespace controller, `deleteAllContent`).
 */
export async function listNamespaceContents(
  caller: Caller,
  namespace: string,
  signal?: AbortSignal,
): Promise<NamespaceContents> {
  const look: Look = { caller, namespace, unseen: [], signal };
  const resources = await discover(look);
  const objects = await fewAtOnce(resources, (resource) => firstObjects(look, resource));
  return { objects, unseen: look.unseen };
}

interface Look {
  caller: Caller;
  namespace: string;
  unseen: NamespaceContents['unseen'];
  signal: AbortSignal | undefined;
}

interface Resource extends Collection {
  kind: string;
}

const CORE = 'api/v1';

const apiGroups = z.object({
  groups: z.array(z.object({ name: z.string(), versions: listOf(z.object({ version: z.string() })) })),
});
const apiResources = z.object({
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean(), verbs: listOf(z.string()) }),
  ),
});

/** Each resource once, in the first version that serves it: versions come in the order of preference. */
async function discover(look: Look): Promise<Resource[]> {
  const { groups } = await look.caller.call(discovery('apis', '/apis'), apiGroups, look.signal);
  const others = groups.flatMap(({ name, versions }) => versions.map(({ version }) => `apis/${name}/${version}`));
  const served = await fewAtOnce([CORE, ...others], (group) => resourcesOf(look, group));
  const distinct = new Map<string, Resource>();
  for (const resource of served) {
    const name = fullName(resource);
    if (!distinct.has(name) && !countedElsewhere.has(name)) distinct.set(name, resource);
  }
  return [...distinct.values()];
}

/** Reports on other objects that go with them: events, the addresses behind a Service, and what pods use. */
const countedElsewhere: ReadonlySet<string> = new Set([
  'events',
  'events.events.k8s.io',
  'endpoints',
  'endpointslices.discovery.k8s.io',
  'pods.metrics.k8s.io',
]);

async function resourcesOf(look: Look, group: string): Promise<Resource[]> {
  const { resources } = await seen(look, { group, name: group.replace(/^apis?\//, '') }, { resources: [] }, () =>
    look.caller.call(discovery(group, `/${group}`), apiResources, look.signal),
  );
  return resources
    .filter(({ name, namespaced, verbs }) => namespaced && verbs.includes('list') && !name.includes('/'))
    .map(({ name, kind }) => ({ group, resource: name, kind }));
}

function discovery(resource: string, path: string) {
  return { verb: 'get', resource, name: '', path } as const;
}

const listed = z.object({ items: listOf(z.object({ metadata: namespacedMetadata })) });

/** What Kubernetes itself puts into every namespace. (Since 1.24 that are no token Secrets any more.) */
const ofEveryNamespace: Readonly<Record<string, string>> = {
  serviceaccounts: 'default',
  configmaps: 'kube-root-ca.crt',
};
/** More than there can be of those in one list, so that whatever else there is shows. */
const FEW = '5';

async function firstObjects(look: Look, resource: Resource): Promise<NamespacedObject[]> {
  const { caller, namespace, signal } = look;
  const name = fullName(resource);
  const path = pathOf(resource, namespace);
  const call = { verb: 'list', resource: name, name: '', path, query: { limit: FEW }, accept: METADATA_ONLY } as const;
  const { items } = await seen(look, { group: resource.group, name }, { items: [] }, () =>
    caller.call(call, listed, signal),
  );
  return items
    .filter(({ metadata }) => metadata.name !== ofEveryNamespace[name])
    .map(({ metadata: { name: object, deletionTimestamp, ownerReferences } }) => ({
      kind: resource.kind,
      name: object,
      passing: Boolean(deletionTimestamp) || ownerReferences.length > 0,
    }));
}

/**
 * What an API that is not the API server's own keeps to itself, by having no right for us or by not answering, is noted.
 * A cluster that does not answer at all is an error.
 */
async function seen<Found>(
  { unseen }: Look,
  { group, name }: { group: string; name: string },
  nothing: Found,
  work: () => Promise<Found>,
): Promise<Found> {
  try {
    return await work();
  } catch (error) {
    const refused = hasCode(error, 'kubernetes-forbidden', 'kubernetes-not-found', 'kubernetes-invalid');
    if (!refused && !(hasCode(error, 'kubernetes-unreachable') && group !== CORE)) throw error;
    unseen.push({ resource: name, why: errorWords(error.code, error.data).why });
    return nothing;
  }
}

/** There may be a hundred and more to ask for; whoever else wants to know something of the cluster gets a turn too. */
const AT_ONCE = 4;

async function fewAtOnce<Item, Found>(items: Item[], ask: (item: Item) => Promise<Found[]>): Promise<Found[]> {
  const found: Found[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    found.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(ask))).flat());
  }
  return found;
}

/** As kubectl takes it: `pods`, `widgets.example.com`. */
function fullName({ group, resource }: Collection): string {
  const [, name] = group.split('/');
  return group === CORE || name === undefined ? resource : `${resource}.${name}`;
}
