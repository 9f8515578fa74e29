import {
  type Association,
  type AssociationSpec,
  irsaAnnotations,
  owningAddon,
  type Plan,
  type TrustScope,
} from '@podpass/inventory';
import { livePods, subjectOf } from '../../observe/pod-usage.ts';
import { findAgentProblems } from './agent-findings.ts';
import type { PlanningFacts } from './facts.ts';
import { PlanDraft } from './plan-draft.ts';
import { type PlannedRole, planExistingRole, planNewRole } from './plan-roles.ts';
import { roleNameFor } from './role-name.ts';
import { sameJson } from './same-json.ts';
import { findTargetRoleNeeds } from './target-role-findings.ts';

/** Plans adding associations: roles and their trust first, then service accounts, the associations last. Pure. */
export function planAdding(facts: PlanningFacts, specs: AssociationSpec[]): Plan {
  const draft = new PlanDraft(facts.cluster);
  findRepeats(draft, specs);
  const wanted = specs.filter((spec) => !isSettled(draft, facts, spec));
  findRepeatedRoles(draft, wanted);
  const existingRoles = planExistingRoles(draft, facts, wanted);
  const namespaces = new Map<string, string>();
  for (const spec of wanted) {
    const role = isForNewRole(spec) ? planNewRole(draft, facts, spec) : existingRoles.get(roleKey(spec));
    if (!role) continue;
    const accountSteps = planServiceAccount(draft, facts, spec, namespaces);
    findTargetRoleNeeds(draft, spec.targetRoleArn, !spec.disableSessionTags);
    draft.step(associationAction(spec, role), { dependsOn: [...role.after, ...accountSteps], goal: true });
    findEffectOnPods(draft, facts, spec);
  }
  findAgentProblems(
    draft,
    facts.agent,
    facts.cluster.ref.name,
    wanted.some((spec) => hasCredentialsToday(facts, spec)),
  );
  return draft.finish('add-associations', titleOf(specs));
}

function titleOf(specs: AssociationSpec[]): string {
  const [only] = specs;
  return specs.length === 1 && only ? `Add association ${subjectOf(only)}` : `Add ${specs.length} associations`;
}

function findRepeats(draft: PlanDraft, specs: AssociationSpec[]): void {
  const seen = new Set<string>();
  for (const spec of specs) {
    const subject = subjectOf(spec);
    if (seen.has(subject)) {
      const message = `${subject} is named more than once; EKS keeps one association per service account.`;
      draft.finding('blocked', 'duplicate-in-request', subject, message, 'Keep one of them.');
    }
    seen.add(subject);
  }
}

/** Role names are unique in an account, upper and lower case alike; a role made here serves one service account. */
function findRepeatedRoles(draft: PlanDraft, specs: AssociationSpec[]): void {
  const seen = new Set<string>();
  for (const { role } of specs) {
    if (role.kind !== 'new' || role.name === undefined) continue;
    const name = role.name.toLowerCase();
    if (seen.has(name)) {
      const message = `More than one association asks for a new role named ${role.name}.`;
      const remedy = 'Name each role differently, leave the names out, or create the role first and use it for all.';
      draft.finding('blocked', 'duplicate-in-request', role.name, message, remedy);
    }
    seen.add(name);
  }
}

/** Whether there is nothing to plan for it: it exists just so, or otherwise, which blocks. */
function isSettled(draft: PlanDraft, facts: PlanningFacts, spec: AssociationSpec): boolean {
  const subject = subjectOf(spec);
  const existing = facts.existing.get(subject);
  if (!existing) return false;
  if (isEqual(existing, spec, facts)) {
    draft.finding(
      'info',
      'association-exists-equal',
      subject,
      `${subject} already has this association (${existing.associationId}).`,
    );
    return true;
  }
  const owner = owningAddon(existing);
  draft.finding(
    'blocked',
    owner ? 'association-owned-by-addon' : 'association-exists-different',
    subject,
    `${subject} already has an association with ${existing.roleArn}${owner ? `, which belongs to the add-on ${owner}` : ''}.`,
    owner ? `Change it through the add-on ${owner}.` : 'Edit that association instead.',
  );
  return true;
}

function isEqual(existing: Association, spec: AssociationSpec, { cluster }: PlanningFacts): boolean {
  const { namespace, serviceAccount, role } = spec;
  const roleArn =
    role.kind === 'existing'
      ? role.roleArn
      : `arn:${cluster.ref.partition}:iam::${cluster.ref.account}:role${role.path}${role.name ?? roleNameFor(cluster.ref, namespace, serviceAccount)}`;
  return (
    existing.roleArn === roleArn &&
    existing.targetRoleArn === spec.targetRoleArn &&
    existing.disableSessionTags === spec.disableSessionTags &&
    sameJson(existing.sessionPolicy, spec.sessionPolicy)
  );
}

function isForNewRole(spec: AssociationSpec): spec is AssociationSpec & { role: { kind: 'new' } } {
  return spec.role.kind === 'new';
}

/** One edit per role and scope, however many service accounts share it. */
function roleKey({ role }: AssociationSpec): string {
  return role.kind === 'existing' ? role.roleArn : '';
}

function planExistingRoles(
  draft: PlanDraft,
  facts: PlanningFacts,
  specs: AssociationSpec[],
): Map<string, PlannedRole | undefined> {
  const uses = new Map<string, { fixTrust: TrustScope | undefined; users: AssociationSpec[] }>();
  for (const spec of specs) {
    if (spec.role.kind !== 'existing') continue;
    const use = uses.get(roleKey(spec)) ?? { fixTrust: undefined, users: [] };
    use.users.push(spec);
    use.fixTrust = widest(use.fixTrust, spec.role.fixTrust);
    uses.set(roleKey(spec), use);
  }
  return new Map(
    [...uses].map(([roleArn, { fixTrust, users }]) => {
      const accounts = users.map(({ namespace, serviceAccount, disableSessionTags }) => ({
        namespace,
        serviceAccount,
        sessionTags: !disableSessionTags,
      }));
      return [roleArn, planExistingRole(draft, facts, { roleArn, fixTrust, users: accounts })];
    }),
  );
}

const reach = { 'service-account': 1, cluster: 2, account: 3 } as const;

function widest(a: TrustScope | undefined, b: TrustScope | undefined): TrustScope | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return reach[a] >= reach[b] ? a : b;
}

function planServiceAccount(
  draft: PlanDraft,
  { kubernetes, kubernetesProblem, cluster }: PlanningFacts,
  spec: AssociationSpec,
  namespaces: Map<string, string>,
): string[] {
  const { namespace, serviceAccount, createServiceAccount } = spec;
  const subject = subjectOf(spec);
  if (kubernetes === undefined) {
    draft.finding(
      createServiceAccount ? 'blocked' : 'warning',
      'kubernetes-unavailable',
      cluster.ref.name,
      `The cluster cannot be asked about ${subject}: ${kubernetesProblem?.what ?? ''} ${kubernetesProblem?.why ?? ''}`.trim(),
      createServiceAccount ? 'Switch "Create service account" off, or make the cluster reachable.' : undefined,
    );
    return [];
  }
  const namespaceExists = kubernetes.namespaces.includes(namespace);
  const exists = kubernetes.serviceAccounts.some(
    (account) => account.namespace === namespace && account.name === serviceAccount,
  );
  if (!createServiceAccount) {
    warnOfAbsence(draft, subject, namespace, namespaceExists, exists);
    return [];
  }
  if (exists) {
    draft.finding(
      'info',
      'service-account-exists',
      subject,
      `Service account ${subject} exists already and stays as it is.`,
    );
    return [];
  }
  const dependsOn = namespaceExists ? [] : [namespaceStep(draft, namespace, namespaces)];
  return [draft.step({ kind: 'create-service-account', namespace, name: serviceAccount }, { dependsOn })];
}

function warnOfAbsence(
  draft: PlanDraft,
  subject: string,
  namespace: string,
  namespaceExists: boolean,
  exists: boolean,
): void {
  if (!namespaceExists) {
    const message = `There is no namespace ${namespace} yet; the association waits for it.`;
    draft.finding(
      'warning',
      'namespace-missing',
      subject,
      message,
      'Switch "Create service account" on to create both.',
    );
  } else if (!exists) {
    const message = `There is no service account ${subject} yet; the association waits for it.`;
    draft.finding(
      'warning',
      'service-account-missing',
      subject,
      message,
      'Switch "Create service account" on to create it.',
    );
  }
}

function namespaceStep(draft: PlanDraft, namespace: string, namespaces: Map<string, string>): string {
  const known = namespaces.get(namespace);
  if (known !== undefined) return known;
  draft.finding('info', 'namespace-will-be-created', namespace, `Namespace ${namespace} will be created.`);
  const id = draft.step({ kind: 'create-namespace', namespace });
  namespaces.set(namespace, id);
  return id;
}

function associationAction(spec: AssociationSpec, role: PlannedRole) {
  const { namespace, serviceAccount, targetRoleArn, disableSessionTags, sessionPolicy, tags } = spec;
  return {
    kind: 'create-association' as const,
    namespace,
    serviceAccount,
    roleArn: role.arn,
    ...(targetRoleArn === undefined ? {} : { targetRoleArn }),
    disableSessionTags,
    ...(sessionPolicy === undefined ? {} : { sessionPolicy }),
    tags,
    roleIsFresh: role.fresh,
  };
}

function findEffectOnPods(draft: PlanDraft, facts: PlanningFacts, spec: AssociationSpec): void {
  const subject = subjectOf(spec);
  const irsaRole = irsaRoleOf(facts, spec);
  if (irsaRole !== undefined) {
    draft.finding(
      'info',
      'service-account-has-irsa-link',
      subject,
      `${subject} has an IRSA link to ${irsaRole}. New pods will use the association instead; the link stays as a way back.`,
    );
  }
  const pods = livePods(facts.kubernetes?.pods ?? []).filter((pod) => subjectOf(pod) === subject);
  if (pods.length === 0) return;
  const message = `${pods.length} running ${pods.length === 1 ? 'pod keeps its' : 'pods keep their'} present credentials until restarted.`;
  draft.finding('info', 'pods-keep-old-credentials', subject, message);
  const unsupported = new Set(
    facts.agent.nodes.filter((node) => node.agent === 'unsupported').map((node) => node.name),
  );
  const stranded = pods.filter((pod) => pod.node !== undefined && unsupported.has(pod.node));
  if (stranded.length > 0) {
    draft.finding(
      irsaRole === undefined ? 'warning' : 'blocked',
      'pods-on-unsupported-nodes',
      subject,
      `${stranded.length} pods run on Fargate or Windows, where EKS Pod Identity does not work: replaced ones would get no credentials.`,
      'Leave this service account on IRSA, or move its pods to Linux nodes first.',
    );
  }
}

function irsaRoleOf({ kubernetes }: PlanningFacts, { namespace, serviceAccount }: AssociationSpec): string | undefined {
  return kubernetes?.serviceAccounts.find(
    (account) => account.namespace === namespace && account.name === serviceAccount,
  )?.annotations[irsaAnnotations.roleArn];
}

function hasCredentialsToday(facts: PlanningFacts, spec: AssociationSpec): boolean {
  return irsaRoleOf(facts, spec) !== undefined;
}
