import { PodpassError, WorkloadRef } from '@podpass/inventory';
import { waitFor } from './patience.ts';
import type { StepRunner } from './step-runner.ts';

export const restartWorkload: StepRunner<'restart-workload'> = {
  async apply({ workload }, context) {
    const { env, cluster, followsAssociationChange, begunAt, note } = context;
    const ref = WorkloadRef.parse(workload);
    const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
    const port = env.kubernetes(cluster);
    if (followsAssociationChange) {
      await note('Waiting until the cluster knows the changed association');
      await env.sleep(env.timing.associationPropagation);
    }
    // The same time again, after a crash, is no second restart.
    await port.restartWorkload(ref, begunAt);
    await note(`Restarted ${name}; waiting for its new pods`);
    const settled = await waitFor(context, env.timing.rollout, async () => {
      const present = await port.getWorkload(ref);
      if (!present)
        throw new PodpassError('kubernetes-not-found', {
          cluster: cluster.ref.name,
          resource: ref.kind,
          name: ref.name,
        });
      return present.settled ? present : undefined;
    });
    env.observed.forget(cluster);
    if (!settled) {
      const detail = `${name} was restarted, but its new pods are not ready yet.`;
      throw new PodpassError('kubernetes-invalid', { cluster: cluster.ref.name, detail });
    }
    return { did: true, message: `${name} runs with new pods` };
  },
};
