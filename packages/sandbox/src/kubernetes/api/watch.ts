import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import type { StoreEvent } from '../store/event-history.ts';
import { badRequest, gone, statusObject } from './api-error.ts';
import { selection } from './list.ts';
import { shownText } from './representation.ts';
import type { ApiAnswer, ApiCall, WatchConnection } from './request.ts';

const BOOKMARK_EVERY_MS = 60_000;
const DEFAULT_TIMEOUT_SECONDS = 1800;

/**
 * Streams the changes of a collection from a resource version on. Without a version (or from 0) the objects that exist
 * come first as ADDED. A version that is no longer remembered ends the stream with 410.
 */
export function watchObjects(call: ApiCall, type: ResourceType, namespace: string | undefined): ApiAnswer {
  const { query } = call.request;
  const matches = selection(call, type);
  const inView = (object: KubernetesObject | undefined): boolean =>
    object !== undefined && (namespace === undefined || object.metadata.namespace === namespace) && matches(object);
  const version = query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(version)) throw badRequest(`Invalid value: "${version}": strconv.ParseUint: invalid syntax`);
  const seconds = Number(query.get('timeoutSeconds') ?? DEFAULT_TIMEOUT_SECONDS);
  const options = {
    version,
    initial: query.get('sendInitialEvents') === 'true' || version === '' || version === '0',
    bookmarks: query.get('allowWatchBookmarks') === 'true',
    endsInitial: query.get('sendInitialEvents') === 'true',
    timeoutMs: (Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_TIMEOUT_SECONDS) * 1000,
  };
  return {
    status: 200,
    contentType: 'application/json;stream=watch',
    body: '',
    stream: (connection) => stream(call, type, namespace, inView, connection, options),
  };
}

interface WatchOptions {
  version: string;
  initial: boolean;
  bookmarks: boolean;
  endsInitial: boolean;
  timeoutMs: number;
}

function stream(
  call: ApiCall,
  type: ResourceType,
  namespace: string | undefined,
  inView: (object: KubernetesObject | undefined) => boolean,
  connection: WatchConnection,
  options: WatchOptions,
): void {
  const { store } = call.cluster;
  const send = (kind: string, object: KubernetesObject): void => {
    const page = { items: [object], resourceVersion: object.metadata.resourceVersion };
    connection.write(`{"type":"${kind}","object":${shownText(call, type, object, page)}}\n`);
  };
  const bookmark = (annotations?: Record<string, string>): void => {
    const { apiVersion, kind } = { apiVersion: type.collection.id.replace(/\/[^/]+$/, ''), kind: type.kind };
    const metadata = { resourceVersion: String(store.resourceVersion), ...(annotations && { annotations }) };
    connection.write(`${JSON.stringify({ type: 'BOOKMARK', object: { kind, apiVersion, metadata } })}\n`);
  };
  const relay = (event: StoreEvent): void => {
    if (event.collection !== type.collection.id) return;
    const before = inView(event.previous);
    const now = event.type !== 'DELETED' && inView(event.object);
    if (now) send(before ? 'MODIFIED' : 'ADDED', event.object);
    else if (before) send('DELETED', event.object);
  };
  const missed = options.initial ? [] : store.history.since(Number(options.version));
  if (missed === undefined) {
    const error = gone(`too old resource version: ${options.version} (${store.resourceVersion})`);
    connection.write(`${JSON.stringify({ type: 'ERROR', object: statusObject(error) })}\n`);
    connection.end();
    return;
  }
  if (options.initial) {
    for (const object of store.list(type.collection, namespace)) if (inView(object)) send('ADDED', object);
    if (options.endsInitial) bookmark({ 'k8s.io/initial-events-end': 'true' });
  }
  for (const event of missed) relay(event);
  const stop = store.onChange(relay);
  const bookmarks = options.bookmarks ? setInterval(() => bookmark(), BOOKMARK_EVERY_MS).unref() : undefined;
  const timeout = setTimeout(() => {
    if (options.bookmarks) bookmark();
    connection.end();
  }, options.timeoutMs).unref();
  connection.onClose(() => {
    stop();
    clearInterval(bookmarks);
    clearTimeout(timeout);
  });
}
