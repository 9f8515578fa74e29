import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { Cause, ResourceName } from '../api/api-error.ts';
import type { Collection } from '../objects/collections.ts';
import type { NameRule } from '../objects/names.ts';
import type { ObjectSchema } from '../schema/schema.ts';

/** Everything that the generic part of the API must know of one resource. */
export interface ResourceType extends ResourceName {
  version: string;
  singular: string;
  namespaced: boolean;
  shortNames: readonly string[];
  categories: readonly string[];
  collection: Collection;
  schema: ObjectSchema;
  nameRule: NameRule;
  verbs: readonly string[];
  hasStatus: boolean;
  hasScale: boolean;
  /** Puts in what the API server defaults. The object is the caller's own copy and may be changed. */
  defaults: (object: KubernetesObject) => void;
  /** What is wrong with an object, beyond its form; `old` on updates. */
  validate: (object: KubernetesObject, old: KubernetesObject | undefined) => Cause[];
  /** Fields that a field selector may name, besides name and namespace. */
  fields: Readonly<Record<string, (object: KubernetesObject) => string>>;
}

const ALL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

type Described = Pick<ResourceType, 'kind' | 'plural' | 'schema'> & Partial<ResourceType>;

/** Describes a resource of `group/version`, with what most resources have in common filled in. */
export function resource(group: string, version: string, described: Described): ResourceType {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    group,
    version,
    singular: described.kind.toLowerCase(),
    namespaced: true,
    shortNames: [],
    categories: [],
    collection: { id: `${apiVersion}/${described.plural}` },
    nameRule: 'subdomain',
    verbs: ALL_VERBS,
    hasStatus: false,
    hasScale: false,
    defaults: () => undefined,
    validate: () => [],
    fields: {},
    ...described,
  };
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(type: Pick<ResourceType, 'group' | 'version'>): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}
