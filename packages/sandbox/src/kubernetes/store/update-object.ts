import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { badRequest, conflict, invalid } from '../api/api-error.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { keyOf } from '../objects/collections.ts';
import { cloneJson, sameJson } from '../objects/json.ts';
import { type FieldManager, managedFieldsAfterUpdate } from '../patch/managed-fields.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import { hasSpec, metadataProblems } from './create-object.ts';

export interface UpdateOptions {
  manager?: FieldManager | undefined;
  dryRun?: boolean;
  /** Only the status is written, or everything but the status. */
  part: 'spec' | 'status';
}

const SET_BY_SERVER = [
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
] as const;

/**
 * Puts a changed object in the place of `old`: identity and server-set metadata stay, the generation counts changes of
 * the spec, and a resource version that is not the current one is a conflict.
 *
 * @throws ApiError Conflict, Invalid, BadRequest
 */
export function updateObject(
  cluster: ClusterRuntime,
  type: ResourceType,
  old: KubernetesObject,
  changed: KubernetesObject,
  options: UpdateOptions,
): KubernetesObject {
  const { name } = old.metadata;
  const object = cloneJson(changed);
  const sent = object.metadata;
  if (sent.name !== undefined && sent.name !== name) {
    throw badRequest(`the name of the object (${sent.name}) does not match the name on the URL (${name})`);
  }
  if (sent.namespace !== undefined && sent.namespace !== '' && sent.namespace !== old.metadata.namespace) {
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  }
  if (sent.resourceVersion && sent.resourceVersion !== old.metadata.resourceVersion) {
    throw conflict(
      type,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }
  if (sent.uid && sent.uid !== old.metadata.uid) {
    throw conflict(
      type,
      name,
      `Precondition failed: UID in precondition: ${sent.uid}, UID in object meta: ${old.metadata.uid}`,
    );
  }
  const merged =
    options.part === 'status' ? { ...old, status: object['status'] } : withoutForeignParts(type, old, object);
  if (options.part === 'spec') {
    type.defaults(merged);
    const causes = [...metadataProblems(type, merged), ...type.validate(merged, old)];
    if (causes.length > 0) throw invalid(type, name, causes);
    if (hasSpec(merged) && !sameJson(merged['spec'], old['spec'])) {
      merged.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
  }
  return write(cluster, type, old, merged, options);
}

function write(
  cluster: ClusterRuntime,
  type: ResourceType,
  old: KubernetesObject,
  merged: KubernetesObject,
  options: UpdateOptions,
): KubernetesObject {
  const object = { ...merged, metadata: { ...merged.metadata, resourceVersion: old.metadata.resourceVersion } };
  if (options.manager !== undefined && options.manager.operation === 'Update' && !sameJson(object, old)) {
    object.metadata.managedFields = managedFieldsAfterUpdate(type.schema, old, object, options.manager);
  }
  if (options.dryRun === true) return object;
  const finished = object.metadata.deletionTimestamp !== undefined && (object.metadata.finalizers ?? []).length === 0;
  if (finished && type.kind !== 'Pod' && type.kind !== 'Namespace') {
    // The last finalizer is gone: the deletion that was asked for happens now.
    cluster.store.remove(type.collection, keyOf(object));
    return object;
  }
  return cluster.store.put(type.collection, object);
}

function withoutForeignParts(type: ResourceType, old: KubernetesObject, object: KubernetesObject): KubernetesObject {
  const metadata = { ...object.metadata, name: old.metadata.name, resourceVersion: old.metadata.resourceVersion };
  if (old.metadata.namespace !== undefined) metadata.namespace = old.metadata.namespace;
  for (const field of SET_BY_SERVER) {
    if (old.metadata[field] === undefined) delete metadata[field];
    else Object.assign(metadata, { [field]: old.metadata[field] });
  }
  if (old.metadata.managedFields !== undefined && metadata.managedFields === undefined) {
    metadata.managedFields = old.metadata.managedFields;
  }
  const kept: KubernetesObject = { ...object, apiVersion: old.apiVersion, kind: old.kind, metadata };
  if (!type.hasStatus) return kept;
  const { status: _, ...rest } = kept;
  return { ...rest, metadata, ...(old['status'] === undefined ? {} : { status: old['status'] }) };
}
