import { PodpassError } from '@podpass/inventory';
import type { StepEnvironment } from '../../environment.ts';
import { sameMeaning } from './same-meaning.ts';
import { roleLock, type StepRunner } from './step-runner.ts';

/** Trust documents have no compare-and-swap (eks-and-iam §0.3), so each write is preceded by a look. */
export const updateTrustPolicy: StepRunner<'update-trust-policy'> = {
  lock: (action, cluster) => roleLock(action.roleName, cluster),

  async apply({ roleName, before, after }, { env }) {
    const present = await presentDocument(env, roleName);
    if (sameMeaning(present, after)) return { did: false, message: `${roleName} already trusts these pods` };
    if (!sameMeaning(present, before)) {
      const detail = `The trust policy of ${roleName} was changed by somebody else after the preview.`;
      throw new PodpassError('plan-outdated', { detail });
    }
    await env.iam.updateTrustPolicy(roleName, after);
    await env.roles.refresh(roleName);
    return { did: true, message: `Updated the trust policy of ${roleName}` };
  },

  async undo({ roleName, before, after }, { env }) {
    const present = await presentDocument(env, roleName);
    if (sameMeaning(present, before)) return `The trust policy of ${roleName} is as it was`;
    if (!sameMeaning(present, after)) {
      throw new PodpassError('changed-since', { what: `The trust policy of ${roleName}` });
    }
    await env.iam.updateTrustPolicy(roleName, before);
    await env.roles.refresh(roleName);
    return `Put the trust policy of ${roleName} back`;
  },
};

async function presentDocument(env: StepEnvironment, roleName: string): Promise<string> {
  const role = await env.roles.refresh(roleName);
  if (!role) throw new PodpassError('role-not-found', { role: roleName });
  return role.trustPolicy;
}
