import type { NoteCode } from './explained.ts';

/** One plain sentence per note, about "the statement". */
export function noteMessage(code: NoteCode): string {
  return MESSAGES[code];
}

const MESSAGES: Readonly<Record<NoteCode, string>> = {
  'several-providers': 'It names several OIDC providers.',
  'no-subject-condition':
    'No condition on the token subject: every service account of the cluster may assume the role.',
  'no-audience-condition': 'No condition on the token audience.',
  'wildcard-subject': 'A wildcard lets in service accounts that cannot be listed.',
  'literal-wildcard':
    'StringEquals takes * and ? literally, so this value never matches. StringLike was probably meant.',
  'unread-conditions': 'It has further conditions, which are shown but not interpreted.',
  'conditions-contradict': 'Its conditions can never be met together, so it lets nobody in.',
  'mixed-principals': 'It names principals of several kinds.',
  'mixed-actions': 'It allows more actions than this use needs.',
  'tag-session-missing': 'It does not allow sts:TagSession, which EKS Pod Identity needs.',
  'assume-role-missing': 'It does not allow sts:AssumeRole, which EKS Pod Identity needs.',
  unconditioned: 'No conditions: anyone who may create associations and pass the role can use it.',
  'any-cluster': 'It is not limited to one cluster: clusters of the whole account can use it.',
  'lists-multiply': 'Several namespaces and several service accounts: every combination of them is allowed.',
  'needs-session-tags': 'It works only while associations send session tags.',
  'made-here': 'Made by Podpass.',
  deny: 'It denies.',
  'denies-pod-identity': 'It denies EKS Pod Identity, always or under its conditions. A Deny wins over every Allow.',
  'denies-web-identity': 'It denies web identity (IRSA), always or under its conditions. A Deny wins over every Allow.',
  'not-action': 'It uses NotAction: every action but those named.',
  'not-principal': 'It uses NotPrincipal: every principal but those named.',
  'foreign-oidc': 'It trusts an OIDC provider that is no Kubernetes cluster, as far as can be told.',
  saml: 'It trusts a SAML provider.',
  'aws-principal': 'It trusts AWS accounts, roles or users.',
  'service-principal': 'It trusts another AWS service.',
  everyone: 'It trusts every principal.',
  'deleted-principal': 'It names a principal that was deleted; IAM refuses to write it back.',
  'unknown-fields': 'It has members that IAM does not document.',
  malformed: 'It is not valid; IAM would refuse it.',
};
