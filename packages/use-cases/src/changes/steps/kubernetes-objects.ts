import { hasCode } from '@podpass/inventory';
import { liveCluster } from './live-cluster.ts';
import { operationLabel, managedByLabel, type StepRunner } from './step-runner.ts';

export const createNamespace: StepRunner<'create-namespace'> = {
  lock: ({ namespace }, cluster) => `namespace:${cluster.ref.arn}:${namespace}`,

  async apply({ namespace }, { env, cluster, operationId }) {
    const port = env.kubernetes(cluster);
    if (await port.namespaceExists(namespace)) return { did: false, message: `Namespace ${namespace} exists already` };
    await ignoreExisting(port.createNamespace(namespace, { ...managedByLabel, [operationLabel]: operationId }));
    env.observed.forget(cluster);
    return { did: true, message: `Created namespace ${namespace}` };
  },

  // Deleting a namespace deletes all that is in it, so it goes only while nothing but its default account is there.
  async undo({ namespace }, context) {
    const { env } = context;
    const cluster = await liveCluster(context);
    if (cluster === undefined) return 'The cluster is gone';
    const port = env.kubernetes(cluster);
    const seen = await env.observed.look(cluster, { fresh: true });
    const others = [
      ...seen.serviceAccounts.filter((account) => account.namespace === namespace && account.name !== 'default'),
      ...seen.pods.filter((pod) => pod.namespace === namespace),
      ...seen.workloads.filter((workload) => workload.namespace === namespace),
    ];
    if (others.length > 0) return `Namespace ${namespace} is in use by others and stays`;
    await port.deleteNamespace(namespace);
    env.observed.forget(cluster);
    return `Deleted namespace ${namespace}`;
  },
};

export const createServiceAccount: StepRunner<'create-service-account'> = {
  lock: ({ namespace, name }, cluster) => `service-account:${cluster.ref.arn}:${namespace}/${name}`,

  async apply({ namespace, name }, { env, cluster, operationId }) {
    const port = env.kubernetes(cluster);
    const found = await port.getServiceAccount(namespace, name);
    if (found) {
      return {
        did: found.labels[operationLabel] === operationId,
        message: `Service account ${namespace}/${name} exists`,
      };
    }
    await ignoreExisting(
      port.createServiceAccount(namespace, name, { ...managedByLabel, [operationLabel]: operationId }),
    );
    env.observed.forget(cluster);
    return { did: true, message: `Created service account ${namespace}/${name}` };
  },

  async undo({ namespace, name }, context) {
    const { env, operationId } = context;
    const cluster = await liveCluster(context);
    if (cluster === undefined) return 'The cluster is gone';
    const port = env.kubernetes(cluster);
    const found = await port.getServiceAccount(namespace, name);
    if (!found) return `There is no service account ${namespace}/${name}`;
    if (found.labels[operationLabel] !== operationId)
      return `Service account ${namespace}/${name} is not of this change and stays`;
    await port.deleteServiceAccount(namespace, name);
    env.observed.forget(cluster);
    return `Deleted service account ${namespace}/${name}`;
  },
};

async function ignoreExisting(creation: Promise<void>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!hasCode(error, 'kubernetes-exists')) throw error;
  }
}
