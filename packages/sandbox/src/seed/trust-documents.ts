import type { TrustDocument } from './seed-roles.ts';

const version = '2012-10-17';

export function document(...statements: object[]): TrustDocument {
  return { Version: version, Statement: statements };
}

export function serviceTrust(service: string): TrustDocument {
  return document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
}

export interface Issuer {
  /** ARN of the IAM OIDC provider. */
  providerArn: string;
  /** Issuer without `https://`. */
  issuer: string;
}

/** The statement that IRSA needs; one account as a string, several as an array. */
export function irsaStatement({ providerArn, issuer }: Issuer, ...accounts: string[]): object {
  const subjects = accounts.map((account) => `system:serviceaccount:${account.replace('/', ':')}`);
  const operator = accounts.some((account) => account.includes('*')) ? 'StringLike' : 'StringEquals';
  const subject = { [`${issuer}:sub`]: subjects.length === 1 ? subjects[0] : subjects };
  const audience = { [`${issuer}:aud`]: 'sts.amazonaws.com' };
  return {
    Effect: 'Allow',
    Principal: { Federated: providerArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition:
      operator === 'StringEquals'
        ? { StringEquals: { ...subject, ...audience } }
        : { StringLike: subject, StringEquals: audience },
  };
}

/** Any account of the cluster: the audience is checked, the subject is not. */
export function irsaAudienceOnlyStatement({ providerArn, issuer }: Issuer): object {
  return {
    Effect: 'Allow',
    Principal: { Federated: providerArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' } },
  };
}

/** What EKS needs to hand a role to pods; without conditions, as most tools write it. */
export function podIdentityStatement(condition?: object): object {
  return {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

export function scopedPodIdentityStatement(
  account: string,
  clusterArn: string,
  namespace: string,
  names: string[],
): object {
  return podIdentityStatement({
    StringEquals: {
      'aws:SourceAccount': account,
      'aws:RequestTag/eks-cluster-arn': clusterArn,
      'aws:RequestTag/kubernetes-namespace': namespace,
      'aws:RequestTag/kubernetes-service-account': names,
    },
  });
}
