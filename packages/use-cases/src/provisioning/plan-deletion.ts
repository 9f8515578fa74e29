import type { ChangeRequestOf, Cluster, OutlivingObject, Plan } from '@podpass/inventory';
import { PlanDraft } from '../changes/planning/plan-draft.ts';
import { isOwn, stackNameOf } from './facts.ts';

/** What there is of a cluster, and what of it is ours. */
export interface DeletionFacts {
  cluster: Cluster;
  nodeGroups: string[];
  fargateProfiles: string[];
  /** The stack of this cluster, if it exists and carries its tag; with its template, if that may be read. */
  ownStack: { template: string | undefined } | undefined;
  /** The OIDC provider of the cluster, and whether it was made with it. */
  provider: { arn: string; ours: boolean } | undefined;
  /** Roles that were made for service accounts of this cluster, each with whom else its trust policy lets in. */
  ownRoles: { name: string; path: string; trustPolicy: string; others: string | undefined }[];
  /** Undefined if the cluster could not be asked. */
  outliving: OutlivingObject[] | undefined;
}

/**
 * Plans taking a cluster away in the reverse order of its making: nodes, the cluster with its add-ons and associations,
 * then what served it alone. What others made stays, and is told. Pure.
 */
export function planClusterDeletion(
  facts: DeletionFacts,
  { confirm, turnOffProtection }: ChangeRequestOf<'delete-cluster'>,
): Plan {
  const { cluster, nodeGroups, fargateProfiles, ownStack, provider, ownRoles } = facts;
  const { ref } = cluster;
  const draft = new PlanDraft(cluster);
  if (confirm !== ref.name) {
    const message = `Deleting ${ref.name} has to be confirmed with its name.`;
    draft.finding('blocked', 'confirmation-missing', ref.name, message, `Type ${ref.name}.`);
  }
  const unprotected = planUnprotecting(draft, cluster, turnOffProtection);
  tellOutliving(draft, facts);
  if (!isOwn(cluster.tags, ref)) {
    const message = `${ref.name} was not made from a configuration here: its network and its own roles stay.`;
    draft.finding('warning', 'left-in-place', ref.name, message);
  }
  const groups = nodeGroups.map((nodeGroup) =>
    draft.step({ kind: 'delete-node-group', nodeGroup }, { dependsOn: unprotected, goal: true }),
  );
  // EKS deletes one profile of a cluster at a time.
  const profiles = fargateProfiles.reduce<string[]>(
    (before, profile) => [
      ...before,
      draft.step(
        { kind: 'delete-fargate-profile', profile },
        { dependsOn: [...unprotected, ...before.slice(-1)], goal: true },
      ),
    ],
    [],
  );
  const gone = draft.step(
    { kind: 'delete-cluster', name: ref.name },
    { dependsOn: [...unprotected, ...groups, ...profiles], goal: true },
  );
  const after = { dependsOn: [gone], goal: true };
  if (provider?.ours) draft.step({ kind: 'delete-oidc-provider', providerArn: provider.arn }, after);
  else if (provider !== undefined) {
    const message = `The OIDC provider ${provider.arn} was not made here and stays.`;
    draft.finding(
      'warning',
      'left-in-place',
      provider.arn,
      message,
      'Delete it in IAM when nothing trusts it any more.',
    );
  }
  for (const { others, ...role } of ownRoles) {
    const { name } = role;
    if (others === undefined) draft.step({ kind: 'delete-role', ...role }, after);
    else {
      const message = `The role ${name} was made for this cluster and stays: its trust policy ${others}.`;
      draft.finding('warning', 'left-in-place', name, message, 'Delete it in IAM when nobody needs it any more.');
    }
  }
  if (ownStack !== undefined) {
    const stackName = stackNameOf(ref);
    const template = ownStack.template === undefined ? {} : { template: ownStack.template };
    if (ownStack.template === undefined) tellUnreadStack(draft, stackName);
    draft.step({ kind: 'delete-stack', region: ref.region, stackName, ...template }, after);
  }
  return { ...draft.finish('delete-cluster', `Delete cluster ${ref.name}`), onFailure: 'stop' };
}

/** First of all: what stands in the way is met before anything is gone. Never without being asked. */
function planUnprotecting(draft: PlanDraft, { ref, deletionProtection }: Cluster, asked: boolean): string[] {
  if (deletionProtection !== true) return [];
  const message = `${ref.name} is protected against deletion in EKS.`;
  if (!asked) {
    const remedy = `Ask for its protection to be turned off with the deletion, or turn it off yourself: aws eks update-cluster-config --name ${ref.name} --no-deletion-protection --region ${ref.region}`;
    draft.finding('blocked', 'deletion-protected', ref.name, message, remedy);
    return [];
  }
  const told = `${message} Its protection is turned off first, and stays off if the deletion stops half-way.`;
  draft.finding('warning', 'deletion-protected', ref.name, told);
  return [draft.step({ kind: 'unprotect-cluster', name: ref.name }, { goal: true })];
}

function tellUnreadStack(draft: PlanDraft, stackName: string): void {
  const message = `What the stack ${stackName} holds could not be read: permissions are checked for all that it can hold.`;
  const remedy = 'Allow cloudformation:GetTemplate to have exactly the needed ones checked.';
  draft.finding('info', 'permissions-unknown', stackName, message, remedy);
}

function tellOutliving(draft: PlanDraft, { cluster, outliving }: DeletionFacts): void {
  if (outliving === undefined) {
    const message =
      'Load balancers and volumes that workloads of the cluster made are not known here, for it does not answer.';
    const remedy = 'Delete Services of the type LoadBalancer and claims of volumes first, if there are any.';
    draft.finding('manual', 'left-in-place', cluster.ref.name, message, remedy);
  }
  for (const { kind, namespace, name } of outliving ?? []) {
    const subject = `${namespace}/${name}`;
    const made = kind === 'Service' ? 'The load balancer of the Service' : 'The volume of the claim';
    const ways = kind === 'Service' ? ', and can keep the network from being deleted' : '';
    const command = `kubectl delete ${kind.toLowerCase()} ${name} --namespace ${namespace}`;
    const message = `${made} ${subject} outlives the cluster${ways}.`;
    draft.finding('manual', 'left-in-place', subject, message, `Delete it first: ${command}`);
  }
}
