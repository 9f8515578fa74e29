import type { ConfigData } from '@podpass/cluster-config';
import { AssociationSpec } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { dataAt, entriesAt, flagAt, textAt, textMapAt, textsAt } from './config-data.ts';

/** An entry of `podIdentityAssociations` in the words of a change. Undefined if it cannot be one, which is told. */
export function specOf(draft: PlanDraft, entry: ConfigData, place: string): AssociationSpec | undefined {
  const [namespace, serviceAccount] = [textAt(entry, 'namespace'), textAt(entry, 'serviceAccountName')];
  const targetRoleArn = textAt(entry, 'targetRoleARN');
  const sessionPolicy = textAt(entry, 'policy');
  const parsed = AssociationSpec.safeParse({
    namespace,
    serviceAccount,
    createServiceAccount: flagAt(entry, 'createServiceAccount') ?? false,
    role: roleOf(entry),
    ...(targetRoleArn === undefined ? {} : { targetRoleArn }),
    disableSessionTags: flagAt(entry, 'disableSessionTags') ?? false,
    ...(sessionPolicy === undefined ? {} : { sessionPolicy }),
    tags: textMapAt(entry, 'tags'),
  });
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const subject = `${namespace ?? '?'}/${serviceAccount ?? '?'}`;
  draft.finding(
    'blocked',
    'config-invalid',
    subject,
    `The association ${subject} of ${place} cannot be made: ${reasons}.`,
  );
  return undefined;
}

function roleOf(entry: ConfigData) {
  const roleArn = textAt(entry, 'roleARN');
  if (roleArn !== undefined) return { kind: 'existing', roleArn };
  const inline = dataAt(entry, 'permissionPolicy');
  const name = textAt(entry, 'roleName');
  const boundary = textAt(entry, 'permissionsBoundaryARN');
  return {
    kind: 'new',
    ...(name === undefined ? {} : { name }),
    ...(boundary === undefined ? {} : { permissionsBoundaryArn: boundary }),
    policyArns: textsAt(entry, 'permissionPolicyARNs'),
    ...(inline === undefined ? {} : { inlinePolicy: JSON.stringify(inline) }),
    wellKnownPolicies: entriesAt(entry, 'wellKnownPolicies').flatMap(([policy, on]) => (on === true ? [policy] : [])),
  };
}
