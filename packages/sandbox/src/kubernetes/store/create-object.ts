import type { KubernetesObject, ObjectMetadata } from '../../state/kubernetes-state.ts';
import { admit } from '../admission/admit.ts';
import { alreadyExists, type Cause, forbidden, invalid, notFound } from '../api/api-error.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { NAMESPACES, objectKey } from '../objects/collections.ts';
import { GENERATED_NAME_LETTERS } from '../objects/hash.ts';
import { cloneJson, type JsonObject } from '../objects/json.ts';
import { nameProblem, qualifiedNameProblem } from '../objects/names.ts';
import { type FieldManager, managedFieldsAfterUpdate } from '../patch/managed-fields.ts';
import { invalidValue, labelProblems, missing } from '../resources/pod-validation.ts';
import { apiVersionOf, type ResourceType } from '../resources/resource-type.ts';
import { resourceOfKind } from '../resources/registry.ts';

export interface CreateOptions {
  namespace?: string | undefined;
  /** Keeps `managedFields`; the sandbox's own controllers write without. */
  manager?: FieldManager | undefined;
  dryRun?: boolean;
}

/** A manifest: an object without what the server adds. */
export type Manifest = JsonObject & { metadata?: Partial<ObjectMetadata> };

/**
 * Creates an object as the API does: name, defaults, admission, validation, and only then one write.
 *
 * @throws ApiError AlreadyExists, Invalid, Forbidden, NotFound (namespace)
 */
export function createObject(
  cluster: ClusterRuntime,
  type: ResourceType,
  manifest: Manifest,
  options: CreateOptions = {},
): KubernetesObject {
  const object = withMetadata(cluster, type, manifest, options.namespace);
  const { name, namespace } = object.metadata;
  if (cluster.store.find(type.collection, namespace, name) !== undefined) throw alreadyExists(type, name);
  if (namespace !== undefined) requireNamespace(cluster, type, namespace, name);
  if (type.hasStatus) delete object['status'];
  type.defaults(object);
  admit(cluster, type, object);
  const causes = [...metadataProblems(type, object), ...type.validate(object, undefined)];
  if (causes.length > 0) throw invalid(type, name, causes);
  if (hasSpec(object)) object.metadata.generation = 1;
  if (options.manager !== undefined && object.metadata.managedFields === undefined) {
    object.metadata.managedFields = managedFieldsAfterUpdate(type.schema, undefined, object, options.manager);
  }
  if (options.dryRun === true) return object;
  return cluster.store.put(type.collection, object);
}

/** Creates an object for the sandbox itself; its kind must be one that is stored. */
export function createManifest(cluster: ClusterRuntime, manifest: Manifest): KubernetesObject {
  const type = resourceOfKind(String(manifest['apiVersion']), String(manifest['kind']));
  if (type === undefined) throw new Error(`no resource has kind ${String(manifest['kind'])}`);
  return createObject(cluster, type, manifest, { namespace: manifest.metadata?.namespace });
}

/** What is wrong with name, labels and annotations. */
export function metadataProblems(type: ResourceType, object: KubernetesObject): Cause[] {
  const { name, labels, annotations } = object.metadata;
  const problem = nameProblem(name, type.nameRule);
  const size = Object.entries(annotations ?? {}).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return [
    ...(problem === undefined ? [] : [invalidValue('metadata.name', name, problem)]),
    ...labelProblems(labels, 'metadata.labels'),
    ...Object.keys(annotations ?? {}).flatMap((key) => {
      const wrong = qualifiedNameProblem(key.toLowerCase());
      return wrong === undefined ? [] : [invalidValue('metadata.annotations', key, wrong)];
    }),
    ...(size > 262_144
      ? [
          {
            reason: 'FieldValueTooLong',
            field: 'metadata.annotations',
            message: 'Too long: may not be more than 262144 bytes',
          },
        ]
      : []),
  ];
}

function withMetadata(
  cluster: ClusterRuntime,
  type: ResourceType,
  manifest: Manifest,
  namespace: string | undefined,
): KubernetesObject {
  const copy = cloneJson(manifest);
  const sent = copy.metadata ?? {};
  const name = sent.name || generatedName(cluster, sent.generateName);
  if (name === undefined) {
    throw invalid(type, '', [
      { ...missing('metadata.name'), message: 'Required value: name or generateName is required' },
    ]);
  }
  const metadata: ObjectMetadata = {
    ...sent,
    name,
    ...(type.namespaced ? { namespace: namespace ?? sent.namespace ?? 'default' } : {}),
    uid: cluster.world.uuid(),
    resourceVersion: '',
    creationTimestamp: cluster.timestamp(),
  };
  if (!type.namespaced) delete metadata.namespace;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.generation;
  return { ...copy, apiVersion: apiVersionOf(type), kind: type.kind, metadata };
}

function generatedName(cluster: ClusterRuntime, prefix: string | undefined): string | undefined {
  if (prefix === undefined || prefix === '') return undefined;
  // Longer prefixes are cut so that the name stays a label.
  return prefix.slice(0, 58) + cluster.world.id(5, GENERATED_NAME_LETTERS);
}

function requireNamespace(cluster: ClusterRuntime, type: ResourceType, namespace: string, name: string): void {
  const found = cluster.store.get(NAMESPACES, objectKey(undefined, namespace));
  if (found === undefined) throw notFound({ group: '', plural: 'namespaces', kind: 'Namespace' }, namespace);
  if (found.metadata.deletionTimestamp !== undefined) {
    throw forbidden(
      type,
      name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
    );
  }
}

export function hasSpec(object: KubernetesObject): boolean {
  return (
    object['spec'] !== undefined && object.kind !== 'Namespace' && object.kind !== 'Node' && object.kind !== 'Service'
  );
}
