import { type Attempt, isAllowed } from '../access/authorize.ts';
import { authenticate, impersonated } from '../access/authenticate.ts';
import type { KubernetesUser } from '../access/user.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { resourceType } from '../resources/registry.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import { ApiError, forbidden, methodNotAllowed, noSuchPath } from './api-error.ts';
import { handleDiscovery } from './discovery.ts';
import { EVENTS_OF_EVENTS_GROUP } from './events-group.ts';
import { listObjects } from './list.ts';
import { handleOpenApi } from './openapi.ts';
import { handlePatch } from './patch.ts';
import { showObject } from './representation.ts';
import {
  type ApiAnswer,
  type ApiCall,
  type ApiRequest,
  json,
  parseTarget,
  type RequestTarget,
  text,
  verbOf,
} from './request.ts';
import { handleReview, REVIEWS } from './reviews.ts';
import { handleEviction, handleLog, handleScale, handleTokenRequest } from './subresources.ts';
import { watchObjects } from './watch.ts';
import { handleCreate, handleDelete, handleDeleteCollection, handleUpdate, requireObject } from './writes.ts';

/** `PATCH deployments`, `CREATE pods/eviction`, `GET /version`: how faults and the call log name a request. */
export function operationName(request: ApiRequest): string {
  const target = parseTarget(request.path);
  if (target === undefined) return `${request.method} ${request.path}`;
  const below = target.subresource === undefined ? '' : `/${target.subresource}`;
  return `${verbOf(request, target).toUpperCase()} ${target.resource}${below}`;
}

/**
 * Answers one request: who is it, may they, and then what they ask.
 *
 * @throws ApiError
 */
export function route(cluster: ClusterRuntime, request: ApiRequest): ApiAnswer {
  const user = actingUser(cluster, request);
  const call: ApiCall = { cluster, user, request, warnings: [] };
  const target = parseTarget(request.path);
  const answer = target === undefined ? routePath(call) : routeResource(call, target);
  if (call.warnings.length === 0) return answer;
  const warnings = call.warnings.map((warning) => `299 - ${JSON.stringify(warning)}`);
  return { ...answer, headers: { ...answer.headers, Warning: warnings.join(', ') } };
}

function actingUser(cluster: ClusterRuntime, request: ApiRequest): KubernetesUser {
  const user = authenticate(cluster, request.authorization);
  if (request.impersonation === undefined) return user;
  const wanted = [
    { resource: 'users', name: request.impersonation.user },
    ...request.impersonation.groups.map((name) => ({ resource: 'groups', name })),
  ];
  for (const { resource, name } of wanted) {
    if (isAllowed(cluster, user, { verb: 'impersonate', group: '', resource, name }).allowed) continue;
    const why = `User "${user.name}" cannot impersonate resource "${resource}" in API group "" at the cluster scope`;
    throw forbidden({ group: '', plural: resource, kind: '' }, name, why);
  }
  return impersonated(request.impersonation);
}

function routePath(call: ApiCall): ApiAnswer {
  const { path, method, accept } = call.request;
  const attempt: Attempt = { verb: method === 'HEAD' ? 'get' : method.toLowerCase(), path };
  if (!isAllowed(call.cluster, call.user, attempt).allowed) {
    throw new ApiError(
      403,
      'Forbidden',
      `forbidden: User "${call.user.name}" cannot ${attempt.verb} path "${path}"`,
      {},
    );
  }
  if (/^\/(healthz|livez|readyz)(\/.*)?$/.test(path)) return text('ok');
  if (/^\/version\/?$/.test(path)) return json(versionOf(call.cluster));
  const answer = handleDiscovery(path, accept) ?? handleOpenApi(path);
  if (answer === undefined) throw noSuchPath();
  return answer;
}

function routeResource(call: ApiCall, target: RequestTarget): ApiAnswer {
  const verb = verbOf(call.request, target);
  const review = REVIEWS.find(
    (one) => one.group === target.group && one.version === target.version && one.plural === target.resource,
  );
  const type =
    target.group === 'events.k8s.io' && target.resource === 'events'
      ? EVENTS_OF_EVENTS_GROUP
      : resourceType(target.group, target.version, target.resource);
  requirePermission(call, target, verb, type);
  if (review !== undefined) {
    if (verb !== 'create' || target.name !== undefined) throw methodNotAllowed(review, verb);
    return handleReview(call, review);
  }
  if (type === undefined) throw noSuchPath();
  // A namespaced object has no address without its namespace, and a cluster-wide one none with it.
  if (
    (target.namespace !== undefined && !type.namespaced) ||
    (target.name !== undefined && type.namespaced && target.namespace === undefined)
  ) {
    throw noSuchPath();
  }
  if (target.subresource !== undefined) return routeSubresource(call, type, target, verb);
  if (!type.verbs.includes(verb)) throw methodNotAllowed(type, verb);
  switch (verb) {
    case 'create':
      if (target.name !== undefined || (type.namespaced && target.namespace === undefined))
        throw methodNotAllowed(type, verb);
      return handleCreate(call, type, target);
    case 'update':
      if (target.name === undefined) throw methodNotAllowed(type, verb);
      return handleUpdate(call, type, target);
    case 'patch':
      if (target.name === undefined) throw methodNotAllowed(type, verb);
      return handlePatch(call, type, target);
    case 'delete':
      return handleDelete(call, type, target);
    case 'deletecollection':
      return handleDeleteCollection(call, type, target);
    case 'watch':
      return watchObjects(withName(call, target), type, target.namespace);
    case 'list':
      return listObjects(call, type, target.namespace);
    default:
      return showObject(call, type, requireObject(call, type, target));
  }
}

function routeSubresource(call: ApiCall, type: ResourceType, target: RequestTarget, verb: string): ApiAnswer {
  const path = `${type.collection.id}/${target.subresource}`;
  if (path === 'v1/pods/eviction' && verb === 'create') return handleEviction(call, type, target);
  if (path === 'v1/pods/log' && verb === 'get') return handleLog(call, type, target);
  if (path === 'v1/serviceaccounts/token' && verb === 'create') return handleTokenRequest(call, type, target);
  if (path === 'v1/namespaces/finalize' && verb === 'update') return handleUpdate(call, type, target);
  const known =
    (target.subresource === 'scale' && type.hasScale) || (target.subresource === 'status' && type.hasStatus);
  if (!known) throw noSuchPath();
  if (!['get', 'update', 'patch'].includes(verb)) throw methodNotAllowed(type, verb);
  if (target.subresource === 'scale') return handleScale(call, type, target, verb);
  if (verb === 'get') return showObject(call, type, requireObject(call, type, target));
  return verb === 'update' ? handleUpdate(call, type, target) : handlePatch(call, type, target);
}

function requirePermission(call: ApiCall, target: RequestTarget, verb: string, type: ResourceType | undefined): void {
  const attempt: Attempt = { verb, ...target };
  if (isAllowed(call.cluster, call.user, attempt).allowed) return;
  const resource = target.subresource === undefined ? target.resource : `${target.resource}/${target.subresource}`;
  const where = target.namespace !== undefined ? `in the namespace "${target.namespace}"` : 'at the cluster scope';
  const why = `User "${call.user.name}" cannot ${verb} resource "${resource}" in API group "${target.group}" ${where}`;
  throw forbidden({ group: target.group, plural: target.resource, kind: type?.kind ?? '' }, target.name ?? '', why);
}

/** A watch of one object by its address is a watch of the collection by its name. */
function withName(call: ApiCall, target: RequestTarget): ApiCall {
  if (target.name === undefined) return call;
  const query = new URLSearchParams(call.request.query);
  query.set('fieldSelector', `metadata.name=${target.name}`);
  return { ...call, request: { ...call.request, query } };
}

function versionOf(cluster: ClusterRuntime): unknown {
  const [major = '1', minor = '0'] = (cluster.eks()?.version ?? '1.33').split('.');
  return {
    major,
    minor: `${minor}+`,
    gitVersion: `v${major}.${minor}.1-eks-podpass`,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2026-01-01T00:00:00Z',
    goVersion: 'go1.24.4',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
