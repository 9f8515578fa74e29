import { itemsAt, textAt, textMapAt, textsAt } from './config-data.ts';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { ownTags, type ProvisioningFacts } from './facts.ts';
import type { NetworkPlan } from './network-plan.ts';
import { roleNameOf } from './plan-node-groups.ts';
import type { StackRole } from './stack-template.ts';

/** The role that starts pods on Fargate; undefined if no profile needs one that is made here. */
export function fargateRoleOf({ ref, model }: ProvisioningFacts): StackRole | undefined {
  const { config } = model;
  const given = textAt(config, 'iam', 'fargatePodExecutionRoleARN') !== undefined;
  const profiles = itemsAt(config, 'fargateProfiles');
  if (given || profiles.every((profile) => textAt(profile, 'podExecutionRoleARN') !== undefined)) return undefined;
  return {
    logicalId: 'FargateRole',
    name: roleNameOf(ref, 'fargate'),
    service: 'eks-fargate-pods.amazonaws.com',
    sessionTags: false,
    managedPolicyArns: [`arn:${ref.partition}:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy`],
    inlinePolicies: [],
    permissionsBoundaryArn: textAt(config, 'iam', 'fargatePodExecutionRolePermissionsBoundary'),
  };
}

/** The profiles one after the other, as EKS makes them. Gives the last one's step, or what it stands on. */
export function planFargate(draft: PlanDraft, facts: ProvisioningFacts, network: NetworkPlan, active: string): string {
  const { ref, model } = facts;
  const { config } = model;
  const made = `arn:${ref.partition}:iam::${ref.account}:role/${fargateRoleOf(facts)?.name ?? ''}`;
  let last = active;
  for (const profile of itemsAt(config, 'fargateProfiles')) {
    const name = textAt(profile, 'name') ?? '';
    const subnetIds = textsAt(profile, 'subnets').map((key) => network.named.get(key) ?? key);
    const placement = subnetIds.length > 0 ? ({ kind: 'existing', subnetIds } as const) : network.privateNodes;
    if (placement.kind === 'existing' && placement.subnetIds.length === 0) {
      const message = `The Fargate profile ${name} needs private subnets, and vpc.subnets.private names none.`;
      draft.finding('blocked', 'network-unfit', name, message, 'Name private subnets.');
    }
    last = draft.step(
      {
        kind: 'create-fargate-profile',
        profile: name,
        podExecutionRoleArn:
          textAt(profile, 'podExecutionRoleARN') ?? textAt(config, 'iam', 'fargatePodExecutionRoleARN') ?? made,
        placement,
        selectors: itemsAt(profile, 'selectors').map((selector) => ({
          namespace: textAt(selector, 'namespace') ?? '',
          labels: textMapAt(selector, 'labels'),
        })),
        tags: { ...textMapAt(config, 'metadata', 'tags'), ...textMapAt(profile, 'tags'), ...ownTags(ref) },
      },
      { dependsOn: [last], goal: true },
    );
  }
  return last;
}
