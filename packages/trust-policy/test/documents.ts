import { type JsonObject, type JsonValue, parseTrustPolicy, type TrustPolicy } from '@podpass/trust-policy';

export const ACCOUNT = '111122223333';
export const CLUSTER = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod';
export const OTHER_CLUSTER = 'arn:aws:eks:eu-west-1:111122223333:cluster/staging';
export const ISSUER = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF';
export const OTHER_ISSUER = 'oidc.eks.us-east-1.amazonaws.com/id/FEDCBA9876543210';
export const THIRD_ISSUER = 'oidc.eks.us-east-1.amazonaws.com/id/AAAABBBBCCCCDDDD';
export const GITHUB = 'token.actions.githubusercontent.com';

export function providerArn(issuer: string, partition = 'aws'): string {
  return `arn:${partition}:iam::${ACCOUNT}:oidc-provider/${issuer}`;
}

/** A document from statements, through the public door. */
export function policy(...statements: readonly JsonObject[]): TrustPolicy {
  return document({ Version: '2012-10-17', Statement: statements });
}

export function document(value: JsonValue): TrustPolicy {
  const parsed = parseTrustPolicy(JSON.stringify(value));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.policy;
}

/** An IRSA statement; `condition` replaces the usual one (exact subject and audience). */
export function irsa(subject: JsonValue, more: JsonObject = {}, issuer = ISSUER): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Federated: providerArn(issuer) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: 'sts.amazonaws.com' } },
    ...more,
  };
}

/** A Pod Identity statement without conditions; `more` replaces members. */
export function podIdentity(more: JsonObject = {}): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    ...more,
  };
}

export function sub(namespace: string, serviceAccount: string): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}
