import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { isObject, type JsonObject, textOf } from '../objects/json.ts';
import { deleteOptions as deleteOptionsSchema } from '../schema/policies.ts';
import type { FieldManager } from '../patch/managed-fields.ts';
import { apiVersionOf, type ResourceType } from '../resources/resource-type.ts';
import { createObject } from '../store/create-object.ts';
import { type DeleteOptions, deleteObject } from '../store/delete-object.ts';
import { updateObject } from '../store/update-object.ts';
import { badRequest, invalid, notFound } from './api-error.ts';
import { isProtobuf, parseBody, readObject } from './body.ts';
import { selection } from './list.ts';
import { showList, showObject } from './representation.ts';
import { type ApiAnswer, type ApiCall, json, type RequestTarget } from './request.ts';

/** POST on a collection. */
export function handleCreate(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  const manifest = readObject(call, { schema: type.schema, kind: type.kind, apiVersion: apiVersionOf(type) });
  const { namespace } = manifest.metadata;
  if (target.namespace !== undefined && namespace !== undefined && namespace !== target.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const options = { namespace: target.namespace, manager: managerOf(call, 'Update'), dryRun: isDryRun(call) };
  return showObject(call, type, createObject(call.cluster, type, manifest, options), 201);
}

/** PUT on an object or on its status. */
export function handleUpdate(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  const old = requireObject(call, type, target);
  const changed = readObject(call, { schema: type.schema, kind: type.kind, apiVersion: apiVersionOf(type) });
  const updated = updateObject(call.cluster, type, old, changed, {
    part: target.subresource === 'status' ? 'status' : 'spec',
    manager: managerOf(call, 'Update', target.subresource),
    dryRun: isDryRun(call),
  });
  return showObject(call, type, updated);
}

/** DELETE on an object. */
export function handleDelete(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  const object = requireObject(call, type, target);
  const { object: last, gone } = deleteObject(call.cluster, type, object, deleteOptions(call));
  if (!gone || type.kind === 'Pod' || type.kind === 'ServiceAccount')
    return showObject(call, type, last, gone ? 200 : 202);
  return json({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(type.group === '' ? {} : { group: type.group }),
      kind: type.plural,
      uid: object.metadata.uid,
    },
  });
}

/** DELETE on a collection: everything that the selectors take. */
export function handleDeleteCollection(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  const options = deleteOptions(call);
  const chosen = call.cluster.store.list(type.collection, target.namespace).filter(selection(call, type));
  const items = chosen.map((object) => deleteObject(call.cluster, type, object, options).object);
  return showList(call, type, { items, resourceVersion: String(call.cluster.store.resourceVersion) });
}

/** The object that a request names. @throws ApiError NotFound */
export function requireObject(call: ApiCall, type: ResourceType, target: RequestTarget): KubernetesObject {
  const name = target.name ?? '';
  const found = call.cluster.store.find(type.collection, target.namespace, name);
  if (found === undefined) throw notFound(type, name);
  return found;
}

/** Who writes, as `managedFields` names it: the query parameter, or the program in the User-Agent. */
export function managerOf(call: ApiCall, operation: FieldManager['operation'], subresource?: string): FieldManager {
  const given = call.request.query.get('fieldManager') ?? '';
  const name = given === '' ? (call.request.userAgent.split('/')[0] ?? '').slice(0, 128) : given;
  if (given.length > 128) throw badRequest('fieldManager may not be longer than 128 characters');
  return {
    name: name === '' ? 'unknown' : name,
    operation,
    at: call.cluster.world.now(),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

export function isDryRun(call: ApiCall): boolean {
  const values = call.request.query.getAll('dryRun');
  const wrong = values.find((value) => value !== '' && value !== 'All');
  if (wrong !== undefined) {
    const options = { group: 'meta.k8s.io', plural: '', kind: 'CreateOptions' };
    throw invalid(options, '', [
      {
        reason: 'FieldValueNotSupported',
        field: 'dryRun',
        message: `Unsupported value: ["${wrong}"]: supported values: "All"`,
      },
    ]);
  }
  return values.includes('All');
}

function deleteBody(call: ApiCall): unknown {
  if (call.request.body.length === 0) return {};
  if (isProtobuf(call.request)) {
    return readObject(call, {
      schema: deleteOptionsSchema,
      kind: 'DeleteOptions',
      apiVersion: readVersion(call.request.body),
    });
  }
  return parseBody(call.request, ['application/json', 'application/yaml', 'text/plain']);
}

/** Clients send the options in the version of the group that they delete from. */
function readVersion(body: Buffer): string {
  return /([a-z0-9.]+\/)?v\d+[a-z0-9]*/.exec(body.subarray(0, 64).toString('latin1'))?.[0] ?? 'v1';
}

function deleteOptions(call: ApiCall): DeleteOptions {
  const body = deleteBody(call);
  const sent: JsonObject = isObject(body) ? body : {};
  const { query } = call.request;
  const grace = query.get('gracePeriodSeconds') ?? sent['gracePeriodSeconds'];
  const policy = query.get('propagationPolicy') ?? sent['propagationPolicy'];
  if (policy !== undefined && policy !== null && !['Orphan', 'Background', 'Foreground'].includes(textOf(policy))) {
    throw badRequest(`Unsupported value: "${textOf(policy)}": supported values: "Background", "Foreground", "Orphan"`);
  }
  const preconditions = isObject(sent['preconditions']) ? sent['preconditions'] : {};
  const sentDryRun = Array.isArray(sent['dryRun']) && sent['dryRun'].includes('All');
  return {
    dryRun: isDryRun(call) || sentDryRun,
    ...(grace === undefined || grace === null ? {} : { gracePeriodSeconds: Math.max(0, Number(grace) || 0) }),
    ...(typeof policy === 'string'
      ? { propagationPolicy: policy as NonNullable<DeleteOptions['propagationPolicy']> }
      : {}),
    preconditions: {
      ...(typeof preconditions['uid'] === 'string' ? { uid: preconditions['uid'] } : {}),
      ...(typeof preconditions['resourceVersion'] === 'string'
        ? { resourceVersion: preconditions['resourceVersion'] }
        : {}),
    },
  };
}
