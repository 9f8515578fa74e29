import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import { tableOf } from '../tables/table.ts';
import type { ApiCall, ApiAnswer } from './request.ts';
import { inEventsGroup } from './events-group.ts';
import { itemText, objectAnswer, objectText } from './serialize.ts';

/** How the client wants objects: whole, as rows of a table, or only their metadata. */
export type Representation = 'object' | 'table' | 'metadata';

/** Reads the Accept header; the first form that the server knows is taken. */
export function representationOf(accept: string): Representation {
  for (const range of accept.split(',')) {
    if (!/^\s*application\/json\b/.test(range)) {
      if (/^\s*(\*\/\*|application\/\*)/.test(range)) return 'object';
      continue;
    }
    if (/;\s*as=Table\b/.test(range)) {
      if (/;\s*v=v1\b/.test(range) && /;\s*g=meta\.k8s\.io\b/.test(range)) return 'table';
      continue;
    }
    if (/;\s*as=PartialObjectMetadata(List)?\b/.test(range)) return 'metadata';
    return 'object';
  }
  return 'object';
}

export interface ListPage {
  items: readonly KubernetesObject[];
  resourceVersion: string;
  continueToken?: string;
  remaining?: number;
}

/** One object in the form the client wants. */
export function showObject(call: ApiCall, type: ResourceType, object: KubernetesObject, status = 200): ApiAnswer {
  if (representationOf(call.request.accept) === 'object') return objectAnswer(inGroup(type, object), status);
  const page = { items: [object], resourceVersion: object.metadata.resourceVersion };
  return { status, contentType: 'application/json', body: `${shownText(call, type, object, page)}\n` };
}

/** A list in the form the client wants. */
export function showList(call: ApiCall, type: ResourceType, page: ListPage): ApiAnswer {
  const metadata = JSON.stringify({
    resourceVersion: page.resourceVersion,
    ...(page.continueToken === undefined ? {} : { continue: page.continueToken, remainingItemCount: page.remaining }),
  });
  const representation = representationOf(call.request.accept);
  const head = (kind: string, apiVersion: string): string =>
    `{"kind":"${kind}","apiVersion":"${apiVersion}","metadata":${metadata}`;
  const version = type.group === '' ? type.version : `${type.group}/${type.version}`;
  let body: string;
  if (representation === 'table') {
    const includeObject = call.request.query.get('includeObject') ?? 'Metadata';
    const { columnDefinitions, rows } = tableOf(type, page.items, call.cluster, includeObject);
    body = `${head('Table', 'meta.k8s.io/v1')},"columnDefinitions":${JSON.stringify(columnDefinitions)},"rows":${JSON.stringify(rows)}}`;
  } else if (representation === 'metadata') {
    const items = page.items.map((object) => JSON.stringify({ metadata: object.metadata }));
    body = `${head('PartialObjectMetadataList', 'meta.k8s.io/v1')},"items":[${items.join(',')}]}`;
  } else {
    body = `${head(`${type.kind}List`, version)},"items":[${page.items.map((object) => itemText(inGroup(type, object))).join(',')}]}`;
  }
  return { status: 200, contentType: 'application/json', body: `${body}\n` };
}

/** The object of a watch event. */
export function shownText(call: ApiCall, type: ResourceType, object: KubernetesObject, page: ListPage): string {
  const representation = representationOf(call.request.accept);
  if (representation === 'object') return objectText(inGroup(type, object));
  if (representation === 'metadata') {
    return JSON.stringify({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata });
  }
  const includeObject = call.request.query.get('includeObject') ?? 'Metadata';
  const { columnDefinitions, rows } = tableOf(type, page.items, call.cluster, includeObject);
  return JSON.stringify({
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: page.resourceVersion },
    columnDefinitions,
    rows,
  });
}

function inGroup(type: ResourceType, object: KubernetesObject): KubernetesObject {
  return type.group === 'events.k8s.io' ? inEventsGroup(object) : object;
}
