import type { ServiceAccountModel } from '@podpass/cluster-config';
import { WellKnownPolicy } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { roleTagsFor } from '../changes/planning/role-name.ts';
import { shortHash } from '../changes/planning/subject-hash.ts';
import { wellKnownPermissions } from '../iam/well-known-policies.ts';
import { dataAt, entriesAt, flagAt, textAt, textMapAt, textsAt } from './config-data.ts';
import { isOwn, type ProvisioningFacts } from './facts.ts';

/** One service account by IRSA: its role if one is to be made, and the annotated account. */
export function planIrsaAccount(
  draft: PlanDraft,
  { ref, roles }: ProvisioningFacts,
  account: ServiceAccountModel,
  { provider, namespace }: { provider: string[]; namespace: string[] },
): void {
  const { data } = account;
  const name = account.name ?? '';
  const subject = `${account.namespace}/${name}`;
  let roleArn = account.attachRoleArn;
  const after: string[] = [];
  if (roleArn === undefined) {
    const roleName = textAt(data, 'roleName') ?? irsaRoleName(ref, account.namespace, name);
    const taken = roles.get(roleName);
    if (taken && !isOwn(taken.tags, ref)) {
      const message = `There is already a role named ${roleName}, and it was not made for ${subject}.`;
      draft.finding('blocked', 'role-exists', roleName, message, 'Choose another name, or use attachRoleARN.');
    }
    const pattern = textAt(data, 'subjectPattern');
    const boundary = textAt(data, 'permissionsBoundary');
    const made = draft.step(
      {
        kind: 'create-irsa-role',
        name: roleName,
        path: '/',
        subject: pattern ?? `system:serviceaccount:${account.namespace}:${name}`,
        subjectIsPattern: pattern !== undefined,
        ...(boundary === undefined ? {} : { permissionsBoundaryArn: boundary }),
        description: `IRSA of ${subject} in ${ref.name}`.slice(0, 1000),
        tags: { ...textMapAt(data, 'tags'), ...roleTagsFor(ref, account.namespace, name) },
      },
      { dependsOn: provider, goal: true },
    );
    after.push(made, ...planPermissions(draft, ref.partition, account, roleName, made));
    roleArn = `arn:${ref.partition}:iam::${ref.account}:role/${roleName}`;
  }
  if (flagAt(data, 'roleOnly') === true) return;
  draft.step(
    {
      kind: 'link-service-account',
      namespace: account.namespace,
      name,
      roleArn,
      labels: textMapAt(data, 'metadata', 'labels'),
      annotations: textMapAt(data, 'metadata', 'annotations'),
    },
    { dependsOn: [...namespace, ...after], goal: true },
  );
}

/** Apart from the role of an association of the same service account, which is another. */
export function irsaRoleName(ref: ProvisioningFacts['ref'], namespace: string, name: string): string {
  const hash = shortHash(ref.arn, 'irsa', namespace, name);
  const readable = `podpass-irsa-${ref.name}-${namespace}-${name}`.slice(0, 64 - hash.length - 1);
  return `${readable.replace(/[-.]+$/, '')}-${hash}`;
}

function planPermissions(
  draft: PlanDraft,
  partition: string,
  { data }: ServiceAccountModel,
  roleName: string,
  made: string,
): string[] {
  const wellKnown = entriesAt(data, 'wellKnownPolicies').flatMap(([policy, on]) => {
    const known = WellKnownPolicy.safeParse(policy);
    return on === true && known.success ? [{ policy, ...wellKnownPermissions(known.data, partition) }] : [];
  });
  const inline = dataAt(data, 'attachPolicy');
  const documents = [
    ...wellKnown.flatMap(({ policy, document }) => (document ? [{ policyName: `podpass-${policy}`, document }] : [])),
    ...(inline === undefined ? [] : [{ policyName: 'podpass-permissions', document: JSON.stringify(inline) }]),
  ];
  const arns = new Set([...wellKnown.flatMap(({ policyArns }) => policyArns), ...textsAt(data, 'attachPolicyARNs')]);
  const place = { dependsOn: [made] };
  return [
    ...documents.map((each) => draft.step({ kind: 'put-inline-policy', roleName, ...each }, place)),
    ...[...arns].map((policyArn) => draft.step({ kind: 'attach-policy', roleName, policyArn }, place)),
  ];
}
