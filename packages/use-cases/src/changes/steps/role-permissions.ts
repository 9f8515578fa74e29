import { sameJson } from '../planning/same-json.ts';
import { roleLock, type StepRunner } from './step-runner.ts';

// Neither is undone by itself: both go with the role that the same change made, and stay with one that it did not make.

export const putInlinePolicy: StepRunner<'put-inline-policy'> = {
  lock: (action, cluster) => roleLock(action.roleName, cluster),

  async apply({ roleName, policyName, document }, { env }) {
    const present = await env.iam.getInlinePolicy(roleName, policyName);
    if (sameJson(present, document)) return { did: false, message: `${policyName} is already as wanted` };
    await env.iam.putInlinePolicy(roleName, policyName, document);
    return { did: true, message: `Put ${policyName}` };
  },
};

export const attachPolicy: StepRunner<'attach-policy'> = {
  lock: (action, cluster) => roleLock(action.roleName, cluster),

  async apply({ roleName, policyArn }, { env }) {
    if ((await env.iam.listAttachedPolicies(roleName)).includes(policyArn)) {
      return { did: false, message: `${policyArn} is already attached` };
    }
    await env.iam.attachPolicy(roleName, policyArn);
    return { did: true, message: `Attached ${policyArn}` };
  },
};
