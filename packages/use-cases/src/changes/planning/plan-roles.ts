import { type AssociationSpec, type Cluster, parseRoleArn, type Role, type TrustScope } from '@podpass/inventory';
import {
  addPodIdentity,
  newPodIdentityTrust,
  parseTrustPolicy,
  printTrustPolicy,
  reasonMessage,
  type TrustReason,
} from '@podpass/trust-policy';
import { trustOf } from '../../iam/trust-of.ts';
import { wellKnownPermissions } from '../../iam/well-known-policies.ts';
import { subjectOf } from '../../observe/pod-usage.ts';
import type { PlanningFacts } from './facts.ts';
import type { PlanDraft } from './plan-draft.ts';
import { isRoleFor, roleNameFor, roleTagsFor } from './role-name.ts';

/** A role that an association will use. */
export interface PlannedRole {
  arn: string;
  /** Steps that must have ended well before the association is made. */
  after: string[];
  /** Made or changed by those steps. */
  fresh: boolean;
}

type NewRoleSpec = AssociationSpec & { role: { kind: 'new' } };

/** Plans a role that is made for one service account. Undefined if a finding blocks it. */
export function planNewRole(draft: PlanDraft, facts: PlanningFacts, spec: NewRoleSpec): PlannedRole | undefined {
  const { cluster } = facts;
  const { namespace, serviceAccount, role } = spec;
  const subject = subjectOf(spec);
  const name = role.name ?? roleNameFor(cluster.ref, namespace, serviceAccount);
  const arn = `arn:${cluster.ref.partition}:iam::${cluster.ref.account}:role${role.path}${name}`;
  if (!mayTakeName(draft, facts, spec, { name, arn })) return undefined;
  if (!policiesExist(draft, facts, spec)) return undefined;

  const trust = newPodIdentityTrust({
    clusterArn: cluster.ref.arn,
    account: cluster.ref.account,
    scope: spec.disableSessionTags && role.trustScope === 'service-account' ? 'cluster' : role.trustScope,
    serviceAccounts: [{ namespace, serviceAccount }],
    sessionTags: !spec.disableSessionTags,
  });
  if (spec.disableSessionTags && role.trustScope === 'service-account') {
    draft.finding(
      'warning',
      'request-tags-needed-by-trust',
      subject,
      'With session tags off the trust cannot name the service account: the new role will trust every service account of this cluster.',
      'Leave session tags on to keep the trust narrow.',
    );
  }
  const created = draft.step({
    kind: 'create-role',
    name,
    path: role.path,
    trustPolicy: printTrustPolicy(trust),
    ...(role.permissionsBoundaryArn === undefined ? {} : { permissionsBoundaryArn: role.permissionsBoundaryArn }),
    description: `Pods of ${subject} in ${cluster.ref.name}`.slice(0, 1000),
    tags: { ...roleTagsFor(cluster.ref, namespace, serviceAccount) },
  });
  return { arn, after: [created, ...planPermissions(draft, facts, role, name, created)], fresh: true };
}

function mayTakeName(
  draft: PlanDraft,
  { cluster, roles }: PlanningFacts,
  spec: NewRoleSpec,
  { name, arn }: { name: string; arn: string },
): boolean {
  const taken = roles.get(name);
  if (!taken) return true;
  if (isRoleFor(taken.tags, cluster.ref, spec.namespace, spec.serviceAccount) && taken.arn === arn) {
    draft.finding(
      'info',
      'role-exists-equal',
      name,
      `Role ${name} was already made for ${subjectOf(spec)}. It is used again, and what it lacks is added.`,
    );
    return true;
  }
  draft.finding(
    'blocked',
    'role-exists',
    name,
    `There is already a role named ${name}, and it was not made for ${subjectOf(spec)}.`,
    'Choose another name, or use it as an existing role.',
  );
  return false;
}

function policiesExist(draft: PlanDraft, { unknownPolicies }: PlanningFacts, { role }: NewRoleSpec): boolean {
  const named = [...role.policyArns, ...(role.permissionsBoundaryArn ? [role.permissionsBoundaryArn] : [])];
  const unknown = named.filter((arn) => unknownPolicies.has(arn));
  for (const arn of unknown) {
    draft.finding('blocked', 'policy-not-found', arn, `There is no IAM policy ${arn}.`, 'Check the ARN.');
  }
  return unknown.length === 0;
}

function planPermissions(
  draft: PlanDraft,
  { cluster }: PlanningFacts,
  role: NewRoleSpec['role'],
  roleName: string,
  created: string,
): string[] {
  const wellKnown = [...new Set(role.wellKnownPolicies)].map((name) => ({
    name,
    ...wellKnownPermissions(name, cluster.ref.partition),
  }));
  const documents = [
    ...wellKnown.flatMap(({ name, document }) => (document ? [{ policyName: `podpass-${name}`, document }] : [])),
    ...(role.inlinePolicy ? [{ policyName: 'podpass-permissions', document: role.inlinePolicy }] : []),
  ];
  const arns = new Set([...wellKnown.flatMap(({ policyArns }) => policyArns), ...role.policyArns]);
  const place = { dependsOn: [created] };
  return [
    ...documents.map((inline) => draft.step({ kind: 'put-inline-policy', roleName, ...inline }, place)),
    ...[...arns].map((policyArn) => draft.step({ kind: 'attach-policy', roleName, policyArn }, place)),
  ];
}

/** Who shall be able to use one existing role, and how. */
export interface ExistingRoleUse {
  roleArn: string;
  fixTrust: TrustScope | undefined;
  users: { namespace: string; serviceAccount: string; sessionTags: boolean }[];
}

/** Plans the use of an existing role by one or more service accounts: one edit of its trust for all of them. */
export function planExistingRole(
  draft: PlanDraft,
  facts: PlanningFacts,
  use: ExistingRoleUse,
): PlannedRole | undefined {
  const role = findRole(draft, facts, use.roleArn);
  if (!role) return undefined;
  const verdicts = use.users.map((user) => ({ user, ...trustOf(role.trustPolicy, facts.cluster, user) }));
  for (const { user, status, reasons } of verdicts) {
    if (status === 'unknown') {
      const message = `Whether ${subjectOf(user)} can use ${role.name} depends on what cannot be known beforehand: ${reasons.join(' ')}`;
      draft.finding('warning', 'trust-unknown', role.name, message);
    }
  }
  const missing = verdicts.filter(({ status }) => status === 'missing');
  if (missing.length === 0) return { arn: role.arn, after: [], fresh: false };
  if (use.fixTrust === undefined) {
    for (const { user, reasons } of missing) {
      const message = `${subjectOf(user)} cannot use ${role.name}: ${reasons.join(' ')}`;
      draft.finding('blocked', 'trust-missing', role.name, message, 'Choose "Fix trust policy", or another role.');
    }
    return undefined;
  }
  const fixed = planTrustFix(draft, facts.cluster, role, {
    scope: use.fixTrust,
    serviceAccounts: missing.map(({ user }) => user),
    sessionTags: missing.every(({ user }) => user.sessionTags),
  });
  return fixed === undefined ? undefined : { arn: role.arn, after: fixed, fresh: true };
}

export function findRole(draft: PlanDraft, { cluster, roles }: PlanningFacts, roleArn: string): Role | undefined {
  const parts = parseRoleArn(roleArn);
  if (parts && parts.account !== cluster.ref.account) {
    draft.finding(
      'blocked',
      'role-in-other-account',
      roleArn,
      `${roleArn} belongs to another account than the cluster (${cluster.ref.account}); EKS accepts roles of the same account only.`,
      'Use a role of this account, and name the other one as its target role.',
    );
    return undefined;
  }
  const role = parts && roles.get(parts.name);
  if (!role || role.arn !== roleArn) {
    const message = `There is no role ${roleArn}.`;
    draft.finding('blocked', 'role-not-found', roleArn, message, 'Check the ARN and its path, or create a new role.');
    return undefined;
  }
  return role;
}

interface TrustFix {
  scope: TrustScope;
  serviceAccounts: { namespace: string; serviceAccount: string }[];
  sessionTags: boolean;
  goal?: boolean;
}

/** Plans adding EKS Pod Identity to a role's trust. Gives the step's id, none if nothing is to do, undefined if it is blocked. */
export function planTrustFix(draft: PlanDraft, cluster: Cluster, role: Role, fix: TrustFix): string[] | undefined {
  const parsed = parseTrustPolicy(role.trustPolicy);
  if (!parsed.ok) {
    draft.finding(
      'blocked',
      'trust-unknown',
      role.name,
      `The trust policy of ${role.name} cannot be read: ${parsed.problem.message}`,
    );
    return undefined;
  }
  const edit = addPodIdentity(parsed.policy, {
    clusterArn: cluster.ref.arn,
    account: cluster.ref.account,
    scope: fix.scope,
    serviceAccounts: fix.serviceAccounts,
    sessionTags: fix.sessionTags,
  });
  if (edit.blocked) {
    draft.finding('blocked', blockingCode(edit.reasons), role.name, edit.reasons.map(reasonMessage).join(' '));
    return undefined;
  }
  if (!edit.changed) return [];
  if (willBeRefused(draft, role, edit.reasons)) return undefined;
  const message = `The trust policy of ${role.name} gets a statement for EKS Pod Identity (${edit.size} of ${edit.limit} characters); the others stay as they are.`;
  draft.finding('info', 'trust-will-be-fixed', role.name, message);
  const after = printTrustPolicy(edit.policy);
  const action = { kind: 'update-trust-policy', roleName: role.name, before: role.trustPolicy, after } as const;
  return [draft.step(action, { goal: fix.goal ?? false })];
}

function blockingCode(reasons: readonly TrustReason[]) {
  if (reasons.some(({ code }) => code === 'session-tags-needed')) return 'request-tags-needed-by-trust';
  return 'trust-denied';
}

/** Tells what IAM and EKS may hold against the edited document, which is made all the same. */
function willBeRefused(draft: PlanDraft, { name }: Role, reasons: readonly TrustReason[]): boolean {
  let refused = false;
  for (const reason of reasons) {
    const message = reasonMessage(reason);
    if (reason.code === 'size-over-limit') {
      refused ||= !reason.raisable;
      const remedy = 'Remove statements that are no longer needed, or use a role for each cluster.';
      draft.finding(reason.raisable ? 'warning' : 'blocked', 'trust-too-large', name, message, remedy);
    } else if (reason.code === 'deleted-principal') {
      refused = true;
      draft.finding('blocked', 'trust-denied', name, message, 'Remove the deleted principal from the trust policy.');
    } else {
      draft.finding('warning', 'trust-unknown', name, message);
    }
  }
  return refused;
}
