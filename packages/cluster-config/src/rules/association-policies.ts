import { booleanAt, type ConfigMap, type ConfigData, hasContent, textAt, toData, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allAssociations, type PlacedAssociation } from './association-place.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** Session policies share the limit of inline session policies (eks-and-iam §1.1). */
const SESSION_POLICY_LIMIT = 2_048;

/** Inline and session policies are IAM documents, and a session policy needs disabled session tags. */
export function associationPolicies(input: RuleInput): Finding[] {
  return allAssociations(input.config).flatMap((association) => [
    ...inlinePolicy(association.entry),
    ...sessionPolicy(association.entry),
    ...sessionTags(input, association),
  ]);
}

function inlinePolicy(entry: ConfigMap): Finding[] {
  const policy = valueAt(entry, 'permissionPolicy');
  if (policy?.kind !== 'map') return [];
  const problem = policyProblem(toData(policy));
  return problem === undefined
    ? []
    : [finding('association-policy-invalid', 'error', problem, keySpan(entry, 'permissionPolicy'))];
}

function sessionPolicy(entry: ConfigMap): Finding[] {
  const value = valueAt(entry, 'policy');
  const written = textAt(entry, 'policy');
  if (value === undefined || written === undefined || written === '') return [];
  let data: ConfigData;
  try {
    data = JSON.parse(written) as ConfigData;
  } catch {
    const message = 'The session policy is not JSON';
    return [finding('association-session-policy-invalid', 'error', message, value.span)];
  }
  const problem = policyProblem(data);
  if (problem !== undefined) return [finding('association-session-policy-invalid', 'error', problem, value.span)];
  if (written.length <= SESSION_POLICY_LIMIT) return [];
  const message = `The session policy has ${written.length} characters; the limit is ${SESSION_POLICY_LIMIT}`;
  return [finding('association-session-policy-too-long', 'error', message, value.span)];
}

function sessionTags(input: RuleInput, { entry, path }: PlacedAssociation): Finding[] {
  if (!hasContent(valueAt(entry, 'policy')) || booleanAt(entry, 'disableSessionTags') === true) return [];
  const message = 'A session policy needs disableSessionTags: true; EKS refuses it otherwise';
  const found = finding('association-session-policy-needs-disabled-tags', 'error', message, keySpan(entry, 'policy'));
  const edit = { kind: 'set', target: 'config', path: [...path, 'disableSessionTags'], value: true } as const;
  return [withFix(input, found, 'Disable session tags', edit)];
}

/** The form that IAM asks of every policy; what its actions mean is IAM's to judge. */
function policyProblem(data: ConfigData): string | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return 'A policy is an object with Version and Statement';
  const { Statement: statement } = data as { Statement?: ConfigData };
  const statements = Array.isArray(statement) ? (statement as ConfigData[]) : [statement];
  if (statement === undefined || statements.length === 0) return 'The policy has no Statement';
  for (const one of statements) {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return 'Each Statement of a policy is an object';
    const fields = one as Record<string, ConfigData>;
    if (fields.Effect !== 'Allow' && fields.Effect !== 'Deny')
      return 'Each Statement needs the Effect "Allow" or "Deny"';
    if (fields.Action === undefined && fields.NotAction === undefined) return 'Each Statement needs an Action';
    if (fields.Resource === undefined && fields.NotResource === undefined) return 'Each Statement needs a Resource';
    if (fields.Principal !== undefined) return 'A Principal belongs in trust policies, not here';
  }
  return undefined;
}
