import { describe, expect, it } from 'vitest';
import { letsInOthers } from '../../src/iam/lets-in-others.ts';

const account = '111122223333';
const arn = `arn:aws:eks:us-west-2:${account}:cluster/team`;
const issuer = 'oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
const cluster = {
  ref: { key: 'team', name: 'team', region: 'us-west-2', account, partition: 'aws', arn },
  oidcIssuer: `https://${issuer}`,
};

const pods = (condition: object) => ({
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
  Condition: { StringEquals: { 'aws:SourceAccount': account, ...condition } },
});
const ofCluster = (of: string) => pods({ 'aws:RequestTag/eks-cluster-arn': of });
const irsa = (of: string) => ({
  Effect: 'Allow',
  Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${of}` },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: { [`${of}:aud`]: 'sts.amazonaws.com', [`${of}:sub`]: 'system:serviceaccount:app:a' } },
});
const ec2 = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };

describe('whom a role lets in', () => {
  it.each<[string, object[], string | undefined]>([
    ['pods of the cluster', [ofCluster(arn)], undefined],
    ['its service accounts by IRSA', [irsa(issuer)], undefined],
    ['both', [irsa(issuer), ofCluster(arn)], undefined],
    ['nobody besides', [ofCluster(arn), { ...ec2, Effect: 'Deny' }], undefined],
    ['pods of another cluster', [ofCluster(`${arn}-2`)], 'lets in others, too'],
    ['pods of both', [ofCluster(arn), ofCluster(`${arn}-2`)], 'lets in others, too'],
    ['pods of any cluster', [pods({})], 'lets in every cluster of the account'],
    ['another issuer', [irsa(issuer.replaceAll('0', 'F'))], 'lets in others, too'],
    ['machines', [ofCluster(arn), ec2], 'lets in others, too'],
  ])('%s', (_who, Statement, expected) => {
    expect(letsInOthers(JSON.stringify({ Version: '2012-10-17', Statement }), cluster)).toBe(expected);
  });

  it('is not known of what cannot be read, or of an issuer that is not', () => {
    expect(letsInOthers('{', cluster)).toBe('cannot be read');
    const Statement = [irsa(issuer)];
    expect(letsInOthers(JSON.stringify({ Version: '2012-10-17', Statement }), { ref: cluster.ref })).toBe(
      'lets in others, too',
    );
  });
});
