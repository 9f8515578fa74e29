import type { KubernetesPort } from '@podpass/inventory';
import type { Caller } from '../calls/caller.ts';
import { collections } from '../calls/kubernetes-call.ts';
import { listAll } from '../calls/list-all.ts';
import { z } from 'zod';
import { clusterMetadata } from '../read/metadata.ts';
import { kubernetesNode, readNode } from '../read/node.ts';
import { kubernetesServiceAccount, readServiceAccount } from '../read/service-account.ts';
import { agentDaemonSet } from './agent.ts';
import { applyObject, getMarks, nameOf } from './applied-objects.ts';
import { createOnce, deleteObject, getObject, mergePatch } from './one-object.ts';
import { listNamespaceContents } from './namespace-contents.ts';
import { listOutliving } from './outliving.ts';
import { listPods } from './pods.ts';
import { getWorkload, listWorkloads, restartWorkload } from './workloads.ts';

const kubernetesNamespace = z.object({ metadata: clusterMetadata });
const { namespaces, serviceAccounts, nodes } = collections;

/** The port of one cluster, over its caller. */
export function createKubernetesPort(caller: Caller): KubernetesPort {
  return {
    listNamespaces: async ({ signal } = {}) => {
      const found = await listAll(caller, namespaces, kubernetesNamespace, { signal });
      return found.map(({ metadata }) => metadata.name);
    },
    listServiceAccounts: async ({ signal } = {}) => {
      const found = await listAll(caller, serviceAccounts, kubernetesServiceAccount, { signal });
      return found.map((each) => readServiceAccount(each));
    },
    listPods: ({ signal } = {}) => listPods(caller, signal),
    listWorkloads: ({ signal } = {}) => listWorkloads(caller, signal),
    listNodes: async ({ signal } = {}) => {
      const found = await listAll(caller, nodes, kubernetesNode, { signal });
      return found.map((node) => readNode(node));
    },
    agentDaemonSet: ({ signal } = {}) => agentDaemonSet(caller, signal),

    listOutliving: ({ signal } = {}) => listOutliving(caller, signal),

    listNamespaceContents: (namespace, { signal } = {}) => listNamespaceContents(caller, namespace, signal),

    getNamespace: async (name, { signal } = {}) =>
      (await getObject(caller, { collection: namespaces, name }, kubernetesNamespace, signal))?.metadata,
    getServiceAccount: async (namespace, name, { signal } = {}) => {
      const object = { collection: serviceAccounts, namespace, name };
      const found = await getObject(caller, object, kubernetesServiceAccount, signal);
      return found && readServiceAccount(found);
    },
    createNamespace: (name, labels, { signal } = {}) =>
      createOnce(caller, { collection: namespaces, name }, 'Namespace', labels, signal),
    createServiceAccount: (namespace, name, labels, { signal } = {}) =>
      createOnce(caller, { collection: serviceAccounts, namespace, name }, 'ServiceAccount', labels, signal),
    annotateServiceAccount: (namespace, name, annotations, { signal } = {}) =>
      mergePatch(caller, { collection: serviceAccounts, namespace, name }, { metadata: { annotations } }, signal),
    deleteNamespace: (name, { signal } = {}) => deleteObject(caller, { collection: namespaces, name }, signal),
    deleteServiceAccount: (namespace, name, { signal } = {}) =>
      deleteObject(caller, { collection: serviceAccounts, namespace, name }, signal),

    applyObject: (manifest, { signal } = {}) => applyObject(caller, manifest, signal),
    getObject: (ref, { signal } = {}) => getMarks(caller, ref, signal),
    deleteObject: (ref, { signal } = {}) => deleteObject(caller, nameOf(ref), signal),

    getWorkload: (ref, { signal } = {}) => getWorkload(caller, ref, signal),
    restartWorkload: (ref, at, { signal } = {}) => restartWorkload(caller, ref, at, signal),
  };
}
