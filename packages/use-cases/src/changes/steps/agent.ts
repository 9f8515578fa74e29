import { agentAddonName, hasCode, PodpassError } from '@podpass/inventory';
import { observeAgent } from '../../clusters/agent-of.ts';
import { waitFor } from './patience.ts';
import { clientTokenOf, type StepRunner } from './step-runner.ts';

export const installAddon: StepRunner<'install-addon'> = {
  lock: ({ addon }, cluster) => `addon:${cluster.ref.arn}:${addon}`,

  async apply({ addon, version }, context) {
    const { env, cluster } = context;
    const present = await env.eks.describeAddon(cluster.ref, addon);
    if (present) return { did: false, message: `${addon} is installed (${present.status})` };
    try {
      const clientToken = clientTokenOf(context);
      const made = await env.eks.createAddon(cluster.ref, {
        addon,
        ...(version === undefined ? {} : { version }),
        clientToken,
      });
      return { did: true, message: `Installing ${addon} ${made.version ?? ''}`.trim() };
    } catch (error) {
      if (hasCode(error, 'addon-exists')) return { did: false, message: `${addon} is installed` };
      throw error;
    }
  },
};

/** Waits for the add-on and for its pod on every node that needs one; EKS's own waiter looks at the add-on only. */
export const waitForAgent: StepRunner<'wait-for-agent'> = {
  async apply(_action, context) {
    const { env, cluster, note } = context;
    await note('Waiting for the agent on every node');
    const seen = await waitFor(context, env.timing.agentReady, async () => {
      const health = await observeAgent(env, cluster, []);
      const failed = health.addonStatus === 'CREATE_FAILED' || health.addonStatus === 'UPDATE_FAILED';
      const ready =
        health.state === 'ready' ||
        health.state === 'built-in' ||
        (health.state === 'unknown' && health.addonStatus === 'ACTIVE');
      return failed || ready ? { ready, issues: health.issues, nodes: health.nodes.length } : undefined;
    });
    if (!seen?.ready) {
      const issues = seen?.issues ?? ['it was not ready on every node in time'];
      throw new PodpassError('addon-failed', { cluster: cluster.ref.name, addon: agentAddonName, issues });
    }
    return { did: false, message: `The agent is ready (${seen.nodes} nodes)` };
  },
};
