import { type Cluster, type KubernetesManifest, type KubernetesPort, PodpassError } from '@podpass/inventory';
import { createHash } from 'node:crypto';
import { liveCluster } from '../../changes/steps/live-cluster.ts';
import { waitFor } from '../../changes/steps/patience.ts';
import { managedByLabel, operationLabel, type StepContext, type StepRunner } from '../../changes/steps/step-runner.ts';
import { componentObjects } from '../components/components.ts';

/** Says which contents an object was applied with, so that what is as wanted is left alone. */
const contentAnnotation = 'podpass.io/content';

export const applyComponent: StepRunner<'apply-component'> = {
  lock: ({ component }, cluster) => `component:${cluster.ref.arn}:${component}`,

  async apply({ component, blueprint, awaited }, context) {
    const { env, cluster, note } = context;
    const port = env.kubernetes(cluster);
    const objects = componentObjects(component, blueprint);
    let did = false;
    for (const object of objects) did = (await applyOne(port, object, context)) || did;
    env.observed.forget(cluster);
    if (awaited) {
      await note(`Waiting until ${component} runs`);
      await untilAvailable(component, objects, port, context);
    }
    return {
      did,
      message: did ? `${component} is applied: ${objects.length} objects` : `${component} is there already`,
    };
  },

  async undo({ component, blueprint }, context) {
    const { env, operationId } = context;
    const cluster = await liveCluster(context);
    if (cluster?.status !== 'ACTIVE') return 'The cluster is gone';
    const port = env.kubernetes(cluster);
    const deleted = await deleteOurs(port, componentObjects(component, blueprint).toReversed(), operationId);
    env.observed.forget(cluster);
    return deleted === 0 ? `${component} is not of this operation and stays` : `Deleted ${component}`;
  },
};

/** Whether this operation made the object, or changed it to what it is now. */
async function applyOne(
  port: KubernetesPort,
  object: KubernetesManifest,
  { cluster, operationId }: Pick<StepContext, 'cluster' | 'operationId'>,
): Promise<boolean> {
  const content = createHash('sha256').update(JSON.stringify(object)).digest('hex').slice(0, 32);
  const present = await port.getObject(object);
  if (present !== undefined) refuseForeign(cluster, object, present.labels);
  // Only what an operation has made is taken back with it, not what it found.
  const maker = present === undefined ? operationId : present.labels[operationLabel];
  if (present?.annotations[contentAnnotation] === content) return maker === operationId;
  const { metadata } = object;
  const labels = { ...metadata.labels, ...(maker === undefined ? {} : { [operationLabel]: maker }) };
  await port.applyObject({
    ...object,
    metadata: { ...metadata, labels, annotations: { [contentAnnotation]: content } },
  });
  return true;
}

function refuseForeign({ ref }: Cluster, { kind, metadata }: KubernetesManifest, labels: Record<string, string>): void {
  if (Object.entries(managedByLabel).every(([key, value]) => labels[key] === value)) return;
  const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  throw new PodpassError('kubernetes-exists', { cluster: ref.name, resource: kind, name });
}

async function untilAvailable(
  component: string,
  objects: KubernetesManifest[],
  port: KubernetesPort,
  context: StepContext,
): Promise<void> {
  let missing: string[] = [];
  const done = await waitFor(context, context.env.timing.agentReady, async () => {
    missing = await notAvailable(objects, port);
    return missing.length === 0 ? true : undefined;
  });
  if (done) return;
  throw new PodpassError('component-failed', { cluster: context.cluster.ref.name, component, issues: missing });
}

async function notAvailable(objects: KubernetesManifest[], port: KubernetesPort): Promise<string[]> {
  const problems: string[] = [];
  for (const { kind, metadata } of objects) {
    if (kind !== 'Deployment' && kind !== 'DaemonSet') continue;
    const { name, namespace = '' } = metadata;
    const seen = await port.getWorkload({ kind, namespace, name });
    if (seen === undefined) problems.push(`${kind} ${namespace}/${name} is gone`);
    else if (!seen.settled) problems.push(`${kind} ${namespace}/${name}: ${seen.ready} of ${seen.desired} ready`);
  }
  return problems;
}

async function deleteOurs(port: KubernetesPort, objects: KubernetesManifest[], operationId: string): Promise<number> {
  let deleted = 0;
  for (const object of objects) {
    const present = await port.getObject(object);
    if (present?.labels[operationLabel] !== operationId) continue;
    await port.deleteObject(object);
    deleted += 1;
  }
  return deleted;
}
