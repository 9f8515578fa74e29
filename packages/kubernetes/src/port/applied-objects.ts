import type { AppliedKind, KubernetesManifest, KubernetesMarks, KubernetesObjectRef } from '@podpass/inventory';
import { z } from 'zod';
import type { Caller } from '../calls/caller.ts';
import { type Collection, collections, pathOf } from '../calls/kubernetes-call.ts';
import { anyObject, textMap } from '../read/metadata.ts';
import { getObject, type ObjectName } from './one-object.ts';

const FIELD_MANAGER = 'podpass';

const COLLECTIONS: Readonly<Record<AppliedKind, Collection>> = {
  ServiceAccount: collections.serviceAccounts,
  ConfigMap: collections.configMaps,
  Service: collections.services,
  Deployment: collections.deployments,
  DaemonSet: collections.daemonSets,
  CronJob: collections.cronJobs,
  ClusterRole: collections.clusterRoles,
  ClusterRoleBinding: collections.clusterRoleBindings,
};

/** Makes the object be as the manifest says. JSON is YAML, which is what the API server expects of an apply patch. */
export async function applyObject(caller: Caller, manifest: KubernetesManifest, signal?: AbortSignal): Promise<void> {
  const { collection, namespace, name } = nameOf(manifest);
  await caller.call(
    {
      verb: 'patch',
      resource: collection.resource,
      name: namespace === undefined ? name : `${namespace}/${name}`,
      path: pathOf(collection, namespace, name),
      query: { fieldManager: FIELD_MANAGER },
      contentType: 'application/apply-patch+yaml',
      body: manifest,
    },
    anyObject,
    signal,
  );
}

const marked = z.object({ metadata: z.object({ labels: textMap, annotations: textMap }) });

export async function getMarks(
  caller: Caller,
  ref: KubernetesObjectRef,
  signal?: AbortSignal,
): Promise<KubernetesMarks | undefined> {
  return (await getObject(caller, nameOf(ref), marked, signal))?.metadata;
}

export function nameOf({ kind, metadata }: KubernetesObjectRef): ObjectName {
  return { collection: COLLECTIONS[kind], namespace: metadata.namespace, name: metadata.name };
}
