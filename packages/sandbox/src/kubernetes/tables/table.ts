import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { shortAge } from './age.ts';
import { type Column, COLUMNS } from './columns.ts';
import type { ResourceType } from '../resources/resource-type.ts';

export interface Table {
  columnDefinitions: { name: string; type: string; format: string; description: string; priority: number }[];
  rows: { cells: unknown[]; object?: unknown }[];
}

const NAME: Column = { name: 'Name', value: (object) => object.metadata.name };
const AGE: Column = {
  name: 'Age',
  value: (object, { world }) => shortAge(object.metadata.creationTimestamp, world.now()),
};

/** The objects as the rows that `kubectl get` prints. */
export function tableOf(
  type: ResourceType,
  objects: readonly KubernetesObject[],
  cluster: ClusterRuntime,
  includeObject: string,
): Table {
  const columns = COLUMNS[type.collection.id] ?? [NAME, AGE];
  return {
    columnDefinitions: columns.map(({ name, wide, number }) => ({
      name,
      type: number === true ? 'integer' : 'string',
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority: wide === true ? 1 : 0,
    })),
    rows: objects.map((object) => ({
      cells: columns.map((column) => column.value(object, cluster)),
      ...rowObject(object, includeObject),
    })),
  };
}

function rowObject(object: KubernetesObject, includeObject: string): { object?: unknown } {
  if (includeObject === 'None') return {};
  if (includeObject === 'Object') return { object };
  return { object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata } };
}
