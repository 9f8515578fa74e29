import { hasCode, PodpassError, type Role, type StepActionOf } from '@podpass/inventory';
import { otherUseOf } from './role-in-use.ts';
import { sameMeaning } from './same-meaning.ts';
import { operationTag, roleLock, type StepContext, type StepRunner } from './step-runner.ts';

type Action = StepActionOf<'create-role'>;

export const createRole: StepRunner<'create-role'> = {
  lock: (action, cluster) => roleLock(action.name, cluster),

  async apply(action, context) {
    const { env, operationId } = context;
    const found = await env.roles.refresh(action.name);
    if (found) return await adopt(found, action, context);
    try {
      const { kind: _kind, ...request } = action;
      const role = await env.iam.createRole({ ...request, tags: { ...action.tags, [operationTag]: operationId } });
      await env.roles.refresh(action.name);
      return { did: true, message: `Created ${role.arn}` };
    } catch (error) {
      // An earlier try may have gone through although its answer was lost.
      const made = hasCode(error, 'role-exists') ? await env.roles.refresh(action.name) : undefined;
      if (made) return await adopt(made, action, context);
      throw error;
    }
  },

  async undo({ name, trustPolicy }, context) {
    const { env, operationId } = context;
    const role = await env.roles.refresh(name);
    if (!role) return `There is no role ${name}`;
    if (role.tags[operationTag] !== operationId) return `Role ${name} is not of this change and stays`;
    const use = await otherUseOf(role, trustPolicy, context);
    if (use !== undefined) return `Role ${name} stays: ${use}`;
    await env.iam.deleteRole(name);
    env.roles.forget(name);
    return `Deleted role ${name}`;
  },
};

async function adopt(role: Role, action: Action, { env, operationId }: StepContext) {
  if (role.tags[operationTag] === operationId) return { did: true, message: `Created ${role.arn}` };
  if (!Object.entries(action.tags).every(([key, value]) => role.tags[key] === value)) {
    throw new PodpassError('role-exists', { role: action.name });
  }
  if (sameMeaning(role.trustPolicy, action.trustPolicy)) return { did: false, message: `${role.arn} exists already` };
  await env.iam.updateTrustPolicy(action.name, action.trustPolicy);
  await env.roles.refresh(action.name);
  return { did: false, message: `${role.arn} exists already; its trust policy was brought up to date` };
}
