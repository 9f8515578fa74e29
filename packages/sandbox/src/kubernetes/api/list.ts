import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { keyOf } from '../objects/collections.ts';
import { isObject } from '../objects/json.ts';
import { parseFieldSelector, parseLabelSelector, SelectorError } from '../objects/selectors.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { badRequest, gone } from './api-error.ts';
import { type ListPage, showList } from './representation.ts';
import type { ApiAnswer, ApiCall } from './request.ts';

const TOO_OLD_PAGE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.';

/** Lists a collection, or one namespace of it, page by page; every page shows the same moment. */
export function listObjects(call: ApiCall, type: ResourceType, namespace: string | undefined): ApiAnswer {
  const { query } = call.request;
  const matches = selection(call, type);
  const token = readContinue(query.get('continue'));
  const { store } = call.cluster;
  checkVersion(query.get('resourceVersion'), query.get('resourceVersionMatch'), store.resourceVersion);
  const version = token?.version ?? store.resourceVersion;
  const all = token === undefined ? store.list(type.collection, namespace) : listAt(store, type, namespace, version);
  const selected = all.filter((object) => (token === undefined || keyOf(object) > token.after) && matches(object));
  return showList(call, type, page(selected, limitOf(query.get('limit')), version));
}

/** Which objects the label and field selectors of a request take. @throws ApiError BadRequest */
export function selection(call: ApiCall, type: ResourceType): (object: KubernetesObject) => boolean {
  const labels = call.request.query.get('labelSelector') ?? '';
  const fields = call.request.query.get('fieldSelector') ?? '';
  try {
    const byLabels = labels === '' ? undefined : parseLabelSelector(labels);
    const readers = {
      'metadata.name': (object: KubernetesObject) => object.metadata.name,
      'metadata.namespace': (object: KubernetesObject) => object.metadata.namespace ?? '',
      ...type.fields,
    };
    const byFields = fields === '' ? undefined : parseFieldSelector(fields, readers);
    return (object) =>
      (byLabels === undefined || byLabels(object.metadata.labels)) && (byFields === undefined || byFields(object));
  } catch (error) {
    if (error instanceof SelectorError) throw badRequest(error.message);
    throw error;
  }
}

function page(selected: KubernetesObject[], limit: number, version: number): ListPage {
  const resourceVersion = String(version);
  if (limit === 0 || selected.length <= limit) return { items: selected, resourceVersion };
  const items = selected.slice(0, limit);
  const last = items.at(-1);
  const after = last === undefined ? '' : keyOf(last);
  const continueToken = Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: version, start: after })).toString(
    'base64url',
  );
  return { items, resourceVersion, continueToken, remaining: selected.length - limit };
}

/** The collection as it was at a version: the changes since then are taken back. */
function listAt(
  store: ObjectStore,
  type: ResourceType,
  namespace: string | undefined,
  version: number,
): KubernetesObject[] {
  const changes = store.history.since(version);
  if (changes === undefined) throw gone(TOO_OLD_PAGE);
  const objects = new Map(store.list(type.collection, namespace).map((object) => [keyOf(object), object]));
  for (const { collection, object, previous } of changes.toReversed()) {
    if (collection !== type.collection.id) continue;
    if (namespace !== undefined && object.metadata.namespace !== namespace) continue;
    if (previous === undefined) objects.delete(keyOf(object));
    else objects.set(keyOf(object), previous);
  }
  return [...objects].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, object]) => object);
}

function readContinue(token: string | null): { version: number; after: string } | undefined {
  if (token === null || token === '') return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (isObject(read) && Number.isSafeInteger(read['rv']) && typeof read['start'] === 'string') {
      return { version: Number(read['rv']), after: read['start'] };
    }
  } catch {
    // Falls through to the refusal: whatever it was, it is no token of ours.
  }
  throw badRequest('continue key is not valid: the token cannot be read');
}

function limitOf(text: string | null): number {
  if (text === null || text === '') return 0;
  const limit = Number(text);
  if (!Number.isSafeInteger(limit) || limit < 0)
    throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return limit;
}

function checkVersion(text: string | null, match: string | null, current: number): void {
  if (text === null || text === '' || text === '0') return;
  const version = Number(text);
  if (!Number.isSafeInteger(version) || version < 0)
    throw badRequest(`Invalid value: "${text}": strconv.ParseUint: invalid syntax`);
  if (match === 'Exact' && version !== current) throw gone(`The resourceVersion for the provided list is too old.`);
}
