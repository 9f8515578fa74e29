import { agentAddonName, type Plan, type PlanStep } from '@podpass/inventory';
import type { PlanningFacts } from '../changes/planning/facts.ts';
import { planAdding } from '../changes/planning/plan-adding.ts';
import { PlanDraft } from '../changes/planning/plan-draft.ts';
import { planStep } from '../changes/planning/plan-step.ts';
import { withThere } from './already-there.ts';
import { specOf } from './association-specs.ts';
import { flagAt, textAt } from './config-data.ts';
import { componentNamespace } from './components/manifest-parts.ts';
import { clusterToBe, ownTags, type ProvisioningFacts, stackNameOf } from './facts.ts';
import { findKeptAsIs } from './kept-as-is.ts';
import { findObstacles } from './obstacles.ts';
import { beforeNodes, planAddon, wantedAddons, wantsRecommended } from './plan-addons.ts';
import { planAccess } from './plan-access.ts';
import { clusterAction, clusterRoleOf } from './plan-cluster.ts';
import { planComponents } from './plan-components.ts';
import { planFargate } from './plan-fargate.ts';
import { planIrsaAccount } from './plan-irsa.ts';
import { planNetwork, type NetworkPlan } from './network-plan.ts';
import { type PlannedNodeGroup, planNodeGroup } from './plan-node-groups.ts';
import { planStack } from './plan-stack.ts';

/**
 * Plans the cluster of a configuration to the last association, in the order of day 0 (eks-and-iam §8.5): independent
 * steps side by side. What exists already is recognised by the steps, so that a partial cluster is planned the same.
 * Pure. What the configuration says and provisioning cannot do blocks by name.
 */
export function planProvisioning(facts: ProvisioningFacts): Plan {
  const { model, ref } = facts;
  const draft = new PlanDraft(clusterToBe(facts));
  findObstacles(draft, facts);
  const stackName = stackNameOf(ref);
  const network = planNetwork(draft, model.config, facts.networks, stackName);
  const groups = planGroups(draft, facts, network);
  const clusterRole = clusterRoleOf(facts);
  const foundation = planStack(draft, facts, network, groups, clusterRole);
  const created = draft.step(clusterAction(facts, network, clusterRole), { dependsOn: foundation, goal: true });
  const active = draft.step({ kind: 'wait-for-cluster' }, { dependsOn: [created], goal: true });
  const withNodes = model.autoMode || groups.some(({ action }) => action.scaling.desired > 0);
  if (!withNodes) tellNoNodes(draft, ref);
  const addons = planAddonsInOrder(draft, facts, { groups, active, withNodes });
  planFargate(draft, facts, network, active);
  const open = planAccess(draft, facts, active);
  const nodes = addons.nodes.length > 0 ? addons.nodes : [active];
  planComponents(draft, facts, { after: [...new Set([...nodes, ...open])], awaited: withNodes });
  const namespaces = planNamespaces(draft, facts, open);
  planIrsa(draft, facts, { active, open, namespaces });
  const agent = hasAgent(facts)
    ? [draft.step({ kind: 'wait-for-agent' }, { dependsOn: addons.ready, goal: true })]
    : [];
  const associations = planAssociations(facts, namespaces, [...new Set([...addons.ready, ...agent, ...open])]);
  findKeptAsIs(draft, facts);
  const plan = draft.finish('provision', `Provision ${ref.name}`);
  const steps = withGroups([...plan.steps, ...associations.steps]);
  return {
    ...plan,
    steps: withThere(facts, [...steps, ...planProtection(facts, steps)]),
    findings: [...plan.findings, ...associations.findings],
    onFailure: 'stop',
  };
}

function hasAgent({ model }: ProvisioningFacts): boolean {
  return model.autoMode || model.addons.some(({ name }) => name === agentAddonName);
}

function planGroups(draft: PlanDraft, facts: ProvisioningFacts, network: NetworkPlan): PlannedNodeGroup[] {
  const cni = wantedAddons(facts).find(({ name }) => name === 'vpc-cni');
  const cniHasRole =
    cni !== undefined &&
    (cni.associations.length > 0 ||
      textAt(cni.data, 'serviceAccountRoleARN') !== undefined ||
      wantsRecommended(facts, cni, undefined));
  return facts.model.nodeGroups
    .filter(({ managed }) => managed)
    .map((group) => planNodeGroup(draft, facts, network, { group, cniNeedsNodeRole: !cniHasRole }));
}

function tellNoNodes(draft: PlanDraft, { name }: ProvisioningFacts['ref']): void {
  const message = `${name} will have no nodes: add-ons and components that run on nodes are installed and not waited for.`;
  draft.finding('warning', 'nodes-missing', name, message, 'Give a node group a desired size, or turn Auto Mode on.');
}

/** Agent first, then what nodes need, then nodes, then the rest. Gives the steps after which nodes and add-ons are ready. */
function planAddonsInOrder(
  draft: PlanDraft,
  facts: ProvisioningFacts,
  { groups, active, withNodes }: { groups: PlannedNodeGroup[]; active: string; withNodes: boolean },
): { nodes: string[]; ready: string[] } {
  const wanted = wantedAddons(facts);
  const made = new Map<string, string>();
  const install = (names: (name: string) => boolean, after: string[]) => {
    for (const addon of wanted.filter(({ name }) => names(name ?? ''))) {
      const step = planAddon(draft, facts, roleFactsOf(facts), { addon, after });
      if (step !== undefined) made.set(addon.name ?? '', step);
    }
  };
  install((name) => name === agentAddonName, [active]);
  const agent = made.get(agentAddonName);
  const first = agent === undefined ? [active] : [agent];
  install((name) => name !== agentAddonName && beforeNodes.has(name), first);
  const early = [...first, ...made.values()];
  const nodes = groups.map(({ action }) => {
    const group = draft.step(action, { dependsOn: [...new Set(early)], goal: true });
    return draft.step({ kind: 'wait-for-node-group', nodeGroup: action.nodeGroup }, { dependsOn: [group], goal: true });
  });
  install((name) => !beforeNodes.has(name), nodes.length > 0 ? nodes : [...new Set(early)]);
  // Deployments of add-ons stay pending while nothing can run them, and their add-ons DEGRADED.
  const ready = [...made]
    .filter(([addon]) => withNodes || beforeNodes.has(addon))
    .map(([addon, step]) => draft.step({ kind: 'wait-for-addon', addon }, { dependsOn: [step, ...nodes], goal: true }));
  return { nodes, ready: ready.length > 0 ? ready : [active, ...nodes] };
}

/** Namespaces that service accounts of the configuration are made in, by name with their step. */
function planNamespaces(draft: PlanDraft, { model }: ProvisioningFacts, open: string[]): Map<string, string> {
  const wanted = new Set([
    ...model.serviceAccounts.filter(({ data }) => flagAt(data, 'roleOnly') !== true).map(({ namespace }) => namespace),
    ...model.associations.flatMap((each) => (each.createServiceAccount ? (each.namespace ?? []) : [])),
  ]);
  const own = [...wanted].filter((name) => !builtInNamespaces.includes(name));
  return new Map(
    own.map((namespace) => [namespace, draft.step({ kind: 'create-namespace', namespace }, { dependsOn: open })]),
  );
}

const builtInNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

function planIrsa(
  draft: PlanDraft,
  facts: ProvisioningFacts,
  { active, open, namespaces }: { active: string; open: string[]; namespaces: Map<string, string> },
): void {
  const { model, ref } = facts;
  const wanted = model.withOidc === true || model.serviceAccounts.length > 0;
  if (!wanted) return;
  const provider = draft.step(
    { kind: 'create-oidc-provider', tags: ownTags(ref) },
    { dependsOn: [active], goal: true },
  );
  for (const account of model.serviceAccounts) {
    const made = namespaces.get(account.namespace);
    const namespace = made === undefined ? open : [made];
    planIrsaAccount(draft, facts, account, { provider: [provider], namespace });
  }
}

/** The associations of the configuration, planned as a change of the cluster would plan them. */
function planAssociations(facts: ProvisioningFacts, namespaces: Map<string, string>, ready: string[]) {
  const draft = new PlanDraft(clusterToBe(facts));
  const specs = facts.model.associations.flatMap(
    ({ data }) => specOf(draft, data, 'iam.podIdentityAssociations') ?? [],
  );
  const place = draft.finish('add-associations', '');
  if (specs.length === 0) return place;
  const plan = planAdding(roleFactsOf(facts, [...namespaces.keys()]), specs);
  const idOf = (id: string) => `association-${id}`;
  const steps = plan.steps.map((step): PlanStep => {
    const own = step.dependsOn.map(idOf);
    const { action } = step;
    const base = { ...step, id: idOf(step.id) };
    if (action.kind === 'create-association') return { ...base, dependsOn: [...ready, ...own] };
    if (action.kind !== 'create-service-account') return { ...base, dependsOn: own };
    const namespace = namespaces.get(action.namespace);
    return { ...base, dependsOn: [...own, ...(namespace === undefined ? ready : [namespace])] };
  });
  return { ...plan, steps, findings: [...place.findings, ...plan.findings] };
}

/** What the planning of roles looks at. The cluster itself is empty yet. */
function roleFactsOf(facts: ProvisioningFacts, namespaces: string[] = []): PlanningFacts {
  return {
    cluster: clusterToBe(facts),
    agent: { state: hasAgent(facts) ? 'ready' : 'missing', issues: [], nodes: [] },
    kubernetes: {
      observedAt: '',
      namespaces: [...builtInNamespaces, ...namespaces],
      serviceAccounts: [],
      pods: [],
      workloads: [],
    },
    kubernetesProblem: undefined,
    existing: new Map(),
    roles: facts.roles,
    unknownPolicies: facts.unknownPolicies,
  };
}

/**
 * Last of all: what failed half-way can be deleted, and undoing begins with turning the protection off. EKS would refuse
 * both for a cluster that is protected from its creation on.
 */
function planProtection({ model, ref }: ProvisioningFacts, steps: PlanStep[]): PlanStep[] {
  if (flagAt(model.config, 'deleteProtection', 'enabled') !== true) return [];
  const needed = new Set(steps.flatMap(({ dependsOn }) => dependsOn));
  const dependsOn = steps.flatMap(({ id }) => (needed.has(id) ? [] : [id]));
  return [planStep({ kind: 'protect-cluster', name: ref.name }, ref, { id: 'protect-cluster', dependsOn, goal: true })];
}

/** Steps that other changes have too get their heading and usual time here. */
function withGroups(steps: PlanStep[]): PlanStep[] {
  const addonRoles = new Set(
    steps.flatMap(({ action, dependsOn }) => (action.kind === 'create-addon' ? dependsOn : [])),
  );
  return steps.map((step) => {
    if (step.group !== undefined) return step;
    if (step.action.kind === 'wait-for-agent') return { ...step, group: 'Add-ons', expectedMs: 60_000 };
    if (step.id.startsWith('association-')) return { ...step, group: 'Associations', expectedMs: 3_000 };
    if (step.action.kind === 'create-namespace' && step.action.namespace === componentNamespace)
      return { ...step, group: 'Blueprint', expectedMs: 1_000 };
    if (addonRoles.has(step.id)) return { ...step, group: 'Add-ons', expectedMs: 2_000 };
    return { ...step, group: 'Service accounts', expectedMs: 2_000 };
  });
}
