import type { ChangeRequestOf, Cluster, Plan } from '@podpass/inventory';
import { PlanDraft } from '../changes/planning/plan-draft.ts';
import { ownTags, stackNameOf } from './facts.ts';

/** What there is of a cluster, and what of it is ours. */
export interface DeletionFacts {
  cluster: Cluster;
  nodeGroups: string[];
  fargateProfiles: string[];
  /** The stack of this cluster exists and carries its tag. */
  ownStack: boolean;
  providerArn: string | undefined;
  /** Names of roles that were made for service accounts of this cluster. */
  ownRoles: string[];
}

/**
 * Plans taking a cluster away in the reverse order of its making: nodes, the cluster with its add-ons and associations,
 * then what served it alone. What others made stays, and is told. Pure.
 */
export function planClusterDeletion(facts: DeletionFacts, { confirm }: ChangeRequestOf<'delete-cluster'>): Plan {
  const { cluster, nodeGroups, fargateProfiles, ownStack, providerArn, ownRoles } = facts;
  const { ref } = cluster;
  const draft = new PlanDraft(cluster);
  if (confirm !== ref.name) {
    const message = `Deleting ${ref.name} has to be confirmed with its name.`;
    draft.finding('blocked', 'confirmation-missing', ref.name, message, `Type ${ref.name}.`);
  }
  for (const profile of fargateProfiles) {
    const message = `The Fargate profile ${profile} was not made here and is not deleted here; EKS keeps the cluster while it exists.`;
    draft.finding('blocked', 'left-in-place', profile, message, 'Delete the profile first.');
  }
  const balancers = 'Load balancers and volumes that workloads of the cluster made are not known here.';
  draft.finding('manual', 'left-in-place', ref.name, balancers, 'Delete Services of the type LoadBalancer first.');
  if (cluster.tags['podpass:cluster'] !== ownTags(ref)['podpass:cluster']) {
    const message = `${ref.name} was not made from a configuration here: its network and its own roles stay.`;
    draft.finding('warning', 'left-in-place', ref.name, message);
  }
  const groups = nodeGroups.map((nodeGroup) => draft.step({ kind: 'delete-node-group', nodeGroup }, { goal: true }));
  const gone = draft.step({ kind: 'delete-cluster', name: ref.name }, { dependsOn: groups, goal: true });
  const after = { dependsOn: [gone], goal: true };
  if (providerArn !== undefined) draft.step({ kind: 'delete-oidc-provider', providerArn }, after);
  for (const name of ownRoles) draft.step({ kind: 'delete-role', name }, after);
  if (ownStack) draft.step({ kind: 'delete-stack', region: ref.region, stackName: stackNameOf(ref) }, after);
  return { ...draft.finish('delete-cluster', `Delete cluster ${ref.name}`), onFailure: 'stop' };
}
