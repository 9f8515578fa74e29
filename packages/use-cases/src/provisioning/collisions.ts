import { parseRoleArn } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { itemsAt, textAt } from './config-data.ts';
import { isOwn, type ProvisioningFacts, stackNameOf } from './facts.ts';
import type { StackContent } from './stack-template.ts';

/** What is there already under names that the plan wants to give, and what is not there that it names. */
export function findCollisions(draft: PlanDraft, facts: ProvisioningFacts, content: StackContent): void {
  findForeignStack(draft, facts);
  findTakenRoles(draft, facts, content);
  findMissingRoles(draft, facts);
}

function findForeignStack(draft: PlanDraft, { ref, stack }: ProvisioningFacts): void {
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') return;
  const name = stackNameOf(ref);
  if (!isOwn(stack.tags, ref)) {
    const message = `There is already a stack ${name} in ${ref.region}, and it is not of this cluster.`;
    draft.finding('blocked', 'stack-unfit', name, message, 'Delete the stack, or choose another name for the cluster.');
  } else if (stack.status === 'UPDATE_ROLLBACK_FAILED') {
    // One that failed to be made or removed is cleared away by its step; an update is somebody else's.
    const message = `The stack ${name} of this cluster is ${stack.status}.`;
    draft.finding('blocked', 'stack-unfit', name, message, 'Continue its rollback in CloudFormation, then plan again.');
  }
}

/** CloudFormation takes no role over that is there already. */
function findTakenRoles(draft: PlanDraft, { stack, roleArns }: ProvisioningFacts, { roles }: StackContent): void {
  if (stack !== undefined && stack.status !== 'DELETE_COMPLETE') return;
  const names = new Set([...(roleArns ?? [])].map((arn) => arn.split('/').at(-1)));
  for (const { name } of roles.filter((role) => names.has(role.name))) {
    const message = `There is already a role ${name}, which the stack of this cluster is to make.`;
    draft.finding(
      'blocked',
      'role-exists',
      name,
      message,
      'Delete the role: it is left of an earlier cluster of this name.',
    );
  }
}

function findMissingRoles(draft: PlanDraft, { model, ref, roleArns }: ProvisioningFacts): void {
  if (roleArns === undefined) return;
  const { config, nodeGroups, addons, serviceAccounts } = model;
  const isMissing = (arn: string | undefined): arn is string => {
    const role = arn === undefined ? undefined : parseRoleArn(arn);
    return arn !== undefined && role?.account === ref.account && !roleArns.has(arn);
  };
  const needed = [
    textAt(config, 'iam', 'serviceRoleARN'),
    textAt(config, 'autoModeConfig', 'nodeRoleARN'),
    textAt(config, 'iam', 'fargatePodExecutionRoleARN'),
    ...itemsAt(config, 'fargateProfiles').map((profile) => textAt(profile, 'podExecutionRoleARN')),
    ...nodeGroups.map(({ data }) => textAt(data, 'iam', 'instanceRoleARN')),
    ...addons.map(({ data }) => textAt(data, 'serviceAccountRoleARN')),
    ...itemsAt(config, 'accessConfig', 'accessEntries').map((entry) => textAt(entry, 'principalARN')),
  ];
  for (const arn of needed.filter(isMissing)) {
    const message = `There is no role ${arn}.`;
    draft.finding('blocked', 'role-not-found', arn, message, 'Create it, or name another.');
  }
  for (const { attachRoleArn, namespace, name } of serviceAccounts) {
    if (!isMissing(attachRoleArn)) continue;
    const message = `There is no role ${attachRoleArn}: the pods of ${namespace}/${name ?? ''} will get no credentials.`;
    draft.finding('warning', 'role-not-found', attachRoleArn, message, 'Create it, or name another.');
  }
}
