import {
  agentAddonName,
  type Association,
  type ChangeRequest,
  type ChangeRequestOf,
  type Cluster,
  type Finding,
  hasCode,
  isOperationOver,
  parseRoleArn,
  type Plan,
} from '@podpass/inventory';
import { openLifecycle } from '../clusters/open-lifecycle.ts';
import type { Environment } from '../environment.ts';
import { observeForDeletion } from '../provisioning/observe-deletion.ts';
import { planClusterDeletion } from '../provisioning/plan-deletion.ts';
import { findMissingPermissions } from '../provisioning/preflight.ts';
import { observeForAdding, observeForChanging } from './planning/observe-facts.ts';
import { planAdding } from './planning/plan-adding.ts';
import { planDeleting } from './planning/plan-deleting.ts';
import { PlanDraft } from './planning/plan-draft.ts';
import { planRestarting } from './planning/plan-restarting.ts';
import { findRole, planTrustFix } from './planning/plan-roles.ts';
import { planUpdating } from './planning/plan-updating.ts';

/** What a change would do, call by call, as the world is now. Changes nothing. */
export async function planChange(env: Environment, key: string, request: ChangeRequest): Promise<Plan> {
  const cluster = await env.eks.describeCluster(key);
  switch (request.kind) {
    case 'add-associations':
      return planAdding(await observeForAdding(env, cluster, request.associations), request.associations);
    case 'update-association':
      return await planUpdate(env, cluster, request);
    case 'delete-associations':
      return await planDeletion(env, cluster, request);
    case 'fix-trust-policy':
      return await planTrustPolicyFix(env, cluster, request);
    case 'install-agent':
      return await planAgent(env, cluster, request);
    case 'delete-cluster':
      return await planRemoval(env, cluster, request);
    case 'restart-workloads':
      return planRestarting(await observeForChanging(env, cluster, []), request);
  }
}

async function planRemoval(
  env: Environment,
  cluster: Cluster,
  request: ChangeRequestOf<'delete-cluster'>,
): Promise<Plan> {
  const plan = planClusterDeletion(await observeForDeletion(env, cluster), request);
  const findings = [...(await findBusy(env, cluster)), ...plan.findings, ...(await findMissingPermissions(env, plan))];
  return { ...plan, findings };
}

/** What is still being made is not there to be planned: a node group that comes later would keep the cluster from going. */
async function findBusy(env: Environment, { ref }: Cluster): Promise<Finding[]> {
  const [open] = await openLifecycle(env, ref.key);
  if (open === undefined || isOperationOver(open.operation.state)) return [];
  const { title } = open.operation;
  return [
    {
      code: 'cluster-busy',
      severity: 'blocked',
      subject: ref.name,
      message: `“${title}” is on its way: what it makes or takes away meanwhile would be missed.`,
      remedy: 'Cancel that operation, or wait for its end; then delete the cluster.',
    },
  ];
}

async function planUpdate(
  env: Environment,
  cluster: Cluster,
  request: ChangeRequestOf<'update-association'>,
): Promise<Plan> {
  const association = await env.eks.describeAssociation(cluster.ref, request.associationId);
  const role = parseRoleArn(request.roleArn ?? association.roleArn);
  const facts = await observeForChanging(env, cluster, role ? [role.name] : []);
  return planUpdating(facts, association, request);
}

async function planDeletion(
  env: Environment,
  cluster: Cluster,
  request: ChangeRequestOf<'delete-associations'>,
): Promise<Plan> {
  const ids = [...new Set(request.associationIds)];
  const [facts, found] = await Promise.all([
    observeForChanging(env, cluster, []),
    Promise.all(ids.map((id) => describeIfThere(env, cluster, id))),
  ]);
  const associations = found.filter((association) => association !== undefined);
  const missing = ids.filter((_id, index) => found[index] === undefined);
  return planDeleting(facts, associations, missing, request);
}

async function describeIfThere(env: Environment, cluster: Cluster, id: string): Promise<Association | undefined> {
  try {
    return await env.eks.describeAssociation(cluster.ref, id);
  } catch (error) {
    if (hasCode(error, 'association-not-found')) return undefined;
    throw error;
  }
}

async function planTrustPolicyFix(
  env: Environment,
  cluster: Cluster,
  request: ChangeRequestOf<'fix-trust-policy'>,
): Promise<Plan> {
  const name = parseRoleArn(request.roleArn)?.name;
  const facts = await observeForChanging(env, cluster, name === undefined ? [] : [name]);
  const draft = new PlanDraft(cluster);
  const role = findRole(draft, facts, request.roleArn);
  if (role) {
    const { scope, serviceAccounts } = request;
    const steps = planTrustFix(draft, cluster, role, { scope, serviceAccounts, sessionTags: true, goal: true });
    if (steps?.length === 0)
      draft.finding('info', 'nothing-to-change', role.name, `${role.name} already trusts these pods.`);
  }
  return draft.finish('fix-trust-policy', `Fix the trust policy of ${name ?? request.roleArn}`);
}

async function planAgent(
  env: Environment,
  cluster: Cluster,
  { version }: ChangeRequestOf<'install-agent'>,
): Promise<Plan> {
  const draft = new PlanDraft(cluster);
  const addon = await env.eks.describeAddon(cluster.ref, agentAddonName);
  if (addon) {
    const message = `The agent add-on is already installed (${addon.version ?? 'unknown version'}, ${addon.status}).`;
    draft.finding('info', 'addon-exists', agentAddonName, message);
  }
  const installed = addon
    ? []
    : [
        draft.step(
          { kind: 'install-addon', addon: agentAddonName, ...(version === undefined ? {} : { version }) },
          { goal: true },
        ),
      ];
  draft.step({ kind: 'wait-for-agent' }, { dependsOn: installed, goal: true });
  return draft.finish('install-agent', 'Install the pod identity agent');
}
