import { hasCode, type KubernetesPort, type NamespaceContents } from '@podpass/inventory';
import { liveCluster } from './live-cluster.ts';
import { operationLabel, managedByLabel, type StepContext, type StepRunner } from './step-runner.ts';

export const createNamespace: StepRunner<'create-namespace'> = {
  lock: ({ namespace }, cluster) => `namespace:${cluster.ref.arn}:${namespace}`,

  async apply({ namespace }, { env, cluster, operationId }) {
    const port = env.kubernetes(cluster);
    const found = await port.getNamespace(namespace);
    if (found !== undefined) {
      return { did: found.labels[operationLabel] === operationId, message: `Namespace ${namespace} exists already` };
    }
    const own = { ...managedByLabel, [operationLabel]: operationId };
    const did = await unlessThere(port.createNamespace(namespace, own));
    env.observed.forget(cluster);
    return { did, message: did ? `Created namespace ${namespace}` : `Namespace ${namespace} exists already` };
  },

  // Deleting a namespace deletes all that is in it, so it goes only if this operation made it and it is empty.
  async undo({ namespace }, context) {
    const { env, operationId } = context;
    const cluster = await liveCluster(context);
    if (cluster === undefined) return 'The cluster is gone';
    const port = env.kubernetes(cluster);
    const found = await port.getNamespace(namespace);
    if (found === undefined) return `There is no namespace ${namespace}`;
    if (found.labels[operationLabel] !== operationId) {
      return `Namespace ${namespace} was not made by this operation and stays`;
    }
    const held = heldBy(await settledContents(port, namespace, context));
    if (held !== undefined) return `Namespace ${namespace} ${held}`;
    await port.deleteNamespace(namespace);
    env.observed.forget(cluster);
    return `Deleted namespace ${namespace}`;
  },
};

/** How long pods usually are given to end (`terminationGracePeriodSeconds`, 30 s), twice. */
const looks = 30;

/** What the undoing of other steps has just deleted takes a moment to go, and so does what goes with it. */
async function settledContents(
  port: KubernetesPort,
  namespace: string,
  { env }: StepContext,
): Promise<NamespaceContents> {
  for (let look = 1; ; look += 1) {
    const contents = await port.listNamespaceContents(namespace);
    const { objects, unseen } = contents;
    const empties = objects.length > 0 && objects.every(({ passing }) => passing) && unseen.length === 0;
    if (!empties || look === looks) return contents;
    await env.sleep(env.timing.poll);
  }
}

/** Why it stays, in words; undefined if nothing is in it. */
function heldBy({ objects, unseen }: NamespaceContents): string | undefined {
  const [refusal] = unseen;
  if (objects.length > 0) return `holds ${firstOf(objects.map(({ kind, name }) => `${kind} ${name}`))} and stays`;
  if (refusal === undefined) return undefined;
  const resources = firstOf(unseen.map(({ resource }) => resource));
  return `may hold ${resources}, which could not be listed, and stays: ${refusal.why}`;
}

const told = 3;

function firstOf(names: string[]): string {
  const first = names.slice(0, told).join(', ');
  return names.length > told ? `${first} and others,` : first;
}

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
    const own = { ...managedByLabel, [operationLabel]: operationId };
    const did = await unlessThere(port.createServiceAccount(namespace, name, own));
    env.observed.forget(cluster);
    return {
      did,
      message: `${did ? 'Created service' : 'Service'} account ${namespace}/${name}${did ? '' : ' exists'}`,
    };
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

/** Whether it was made: false if somebody else was faster. */
async function unlessThere(creation: Promise<void>): Promise<boolean> {
  try {
    await creation;
    return true;
  } catch (error) {
    if (!hasCode(error, 'kubernetes-exists')) throw error;
    return false;
  }
}
