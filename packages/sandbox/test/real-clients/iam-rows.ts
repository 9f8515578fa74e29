import { expect } from 'vitest';

import { json, type OperationRow } from './operation-row.ts';

const ACCOUNT = 'arn:aws:iam::111122223333';
const ROLE = ['--role-name', 'cli-role'];
const POLICY = `${ACCOUNT}:policy/team/cli-policy`;
const PROVIDER = `${ACCOUNT}:oidc-provider/oidc.example.org/id/CLI`;
const S3_READ = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

const trust = (condition: object) =>
  json({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { StringEquals: condition },
      },
    ],
  });
const permissions = (...actions: string[]) =>
  json({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
const nothing = (answer: unknown) => expect(answer).toBeUndefined();

/** Roles, their trust, their policies; managed policies; OIDC providers; the account: every operation of IAM. */
export const IAM_ROWS: OperationRow[] = [
  {
    operation: 'CreateRole',
    args: [
      ...['iam', 'create-role', ...ROLE, '--path', '/team/', '--description', 'Made by the AWS CLI'],
      ...['--assume-role-policy-document', trust({ 'aws:SourceAccount': '111122223333' })],
      ...['--max-session-duration', '7200', '--tags', 'Key=team,Value=shop', 'Key=stage,Value=prod'],
    ],
    shows: ({ Role }, kept) => {
      expect(Role).toMatchObject({ RoleName: 'cli-role', Path: '/team/', Arn: `${ACCOUNT}:role/team/cli-role` });
      expect(Role.RoleId).toMatch(/^AROA[A-Z0-9]{17}$/);
      kept.roleId = Role.RoleId;
    },
  },
  {
    operation: 'GetRole',
    args: ['iam', 'get-role', ...ROLE],
    shows: ({ Role }, { roleId }) => {
      expect(Role).toMatchObject({ RoleId: roleId, MaxSessionDuration: 7200, Description: 'Made by the AWS CLI' });
      // The CLI decodes the document, which travels percent-encoded.
      expect(Role.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Service: 'pods.eks.amazonaws.com' });
      expect(Role.Tags).toContainEqual({ Key: 'team', Value: 'shop' });
    },
  },
  {
    operation: 'ListRoles',
    args: ['iam', 'list-roles', '--path-prefix', '/team/'],
    shows: ({ Roles }) => {
      expect(Roles.map(({ RoleName }: { RoleName: string }) => RoleName)).toEqual(['cli-role']);
    },
  },
  {
    operation: 'UpdateAssumeRolePolicy',
    args: ['iam', 'update-assume-role-policy', ...ROLE, '--policy-document', trust({ 'aws:SourceAccount': '1' })],
    shows: nothing,
  },
  {
    operation: 'UpdateRole',
    args: ['iam', 'update-role', ...ROLE, '--description', 'Changed', '--max-session-duration', '3600'],
    shows: (answer) => expect(answer ?? {}).toEqual({}),
  },
  {
    operation: 'UpdateRoleDescription',
    args: ['iam', 'update-role-description', ...ROLE, '--description', 'Changed again'],
    shows: ({ Role }) => {
      expect(Role).toMatchObject({ Description: 'Changed again', MaxSessionDuration: 3600 });
      expect(Role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals['aws:SourceAccount']).toBe('1');
    },
  },
  {
    operation: 'TagRole',
    args: ['iam', 'tag-role', ...ROLE, '--tags', 'Key=stage,Value=test'],
    shows: nothing,
  },
  { operation: 'UntagRole', args: ['iam', 'untag-role', ...ROLE, '--tag-keys', 'team'], shows: nothing },
  {
    operation: 'ListRoleTags',
    args: ['iam', 'list-role-tags', ...ROLE],
    shows: ({ Tags }) => expect(Tags).toEqual([{ Key: 'stage', Value: 'test' }]),
  },
  {
    operation: 'PutRolePolicy',
    args: [
      ...['iam', 'put-role-policy', ...ROLE, '--policy-name', 'inline'],
      ...['--policy-document', permissions('sqs:SendMessage')],
    ],
    shows: nothing,
  },
  {
    operation: 'GetRolePolicy',
    args: ['iam', 'get-role-policy', ...ROLE, '--policy-name', 'inline'],
    shows: ({ PolicyDocument }) => expect(PolicyDocument.Statement[0].Action).toEqual(['sqs:SendMessage']),
  },
  {
    operation: 'ListRolePolicies',
    args: ['iam', 'list-role-policies', ...ROLE],
    shows: ({ PolicyNames }) => expect(PolicyNames).toEqual(['inline']),
  },
  {
    operation: 'CreatePolicy',
    args: [
      ...['iam', 'create-policy', '--policy-name', 'cli-policy', '--path', '/team/'],
      ...['--policy-document', permissions('s3:*')],
    ],
    shows: ({ Policy }) => expect(Policy).toMatchObject({ Arn: POLICY, DefaultVersionId: 'v1', AttachmentCount: 0 }),
  },
  {
    operation: 'AttachRolePolicy',
    args: ['iam', 'attach-role-policy', ...ROLE, '--policy-arn', POLICY],
    shows: nothing,
  },
  {
    operation: 'ListAttachedRolePolicies',
    args: ['iam', 'list-attached-role-policies', ...ROLE],
    shows: ({ AttachedPolicies }) => {
      expect(AttachedPolicies).toEqual([{ PolicyName: 'cli-policy', PolicyArn: POLICY }]);
    },
  },
  {
    operation: 'ListEntitiesForPolicy',
    args: ['iam', 'list-entities-for-policy', '--policy-arn', POLICY],
    shows: ({ PolicyRoles }, { roleId }) => {
      expect(PolicyRoles).toEqual([{ RoleName: 'cli-role', RoleId: roleId }]);
    },
  },
  {
    operation: 'SimulatePrincipalPolicy',
    args: [
      ...['iam', 'simulate-principal-policy', '--policy-source-arn', `${ACCOUNT}:role/team/cli-role`],
      ...['--action-names', 's3:GetObject', 'sqs:SendMessage', 'iam:CreateRole'],
    ],
    shows: ({ EvaluationResults }) => {
      const decisions = EvaluationResults.map((result: { EvalActionName: string; EvalDecision: string }) => [
        result.EvalActionName,
        result.EvalDecision,
      ]);
      expect(decisions).toEqual([
        ['s3:GetObject', 'allowed'],
        ['sqs:SendMessage', 'allowed'],
        ['iam:CreateRole', 'implicitDeny'],
      ]);
    },
  },
  {
    operation: 'PutRolePermissionsBoundary',
    args: ['iam', 'put-role-permissions-boundary', ...ROLE, '--permissions-boundary', S3_READ],
    shows: nothing,
  },
  {
    operation: 'DeleteRolePermissionsBoundary',
    args: ['iam', 'delete-role-permissions-boundary', ...ROLE],
    shows: nothing,
  },
  {
    operation: 'ListPolicies',
    args: ['iam', 'list-policies', '--scope', 'Local', '--path-prefix', '/team/'],
    shows: ({ Policies }) => expect(Policies).toEqual([expect.objectContaining({ Arn: POLICY, AttachmentCount: 1 })]),
  },
  {
    operation: 'GetPolicy',
    args: ['iam', 'get-policy', '--policy-arn', POLICY],
    shows: ({ Policy }) => expect(Policy).toMatchObject({ PolicyName: 'cli-policy', IsAttachable: true }),
  },
  {
    operation: 'CreatePolicyVersion',
    args: [
      ...['iam', 'create-policy-version', '--policy-arn', POLICY],
      ...['--policy-document', permissions('s3:GetObject')],
    ],
    shows: ({ PolicyVersion }) => expect(PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: false }),
  },
  {
    operation: 'SetDefaultPolicyVersion',
    args: ['iam', 'set-default-policy-version', '--policy-arn', POLICY, '--version-id', 'v2'],
    shows: nothing,
  },
  {
    operation: 'GetPolicyVersion',
    args: ['iam', 'get-policy-version', '--policy-arn', POLICY, '--version-id', 'v2'],
    shows: ({ PolicyVersion }) => {
      expect(PolicyVersion.IsDefaultVersion).toBe(true);
      expect(PolicyVersion.Document.Statement[0].Action).toEqual(['s3:GetObject']);
    },
  },
  {
    operation: 'ListPolicyVersions',
    args: ['iam', 'list-policy-versions', '--policy-arn', POLICY],
    shows: ({ Versions }) => {
      const versions = Versions.map(({ VersionId }: { VersionId: string }) => VersionId);
      expect(versions.toSorted()).toEqual(['v1', 'v2']);
    },
  },
  {
    operation: 'DeletePolicyVersion',
    args: ['iam', 'delete-policy-version', '--policy-arn', POLICY, '--version-id', 'v1'],
    shows: nothing,
  },
  {
    operation: 'DetachRolePolicy',
    args: ['iam', 'detach-role-policy', ...ROLE, '--policy-arn', POLICY],
    shows: nothing,
  },
  { operation: 'DeletePolicy', args: ['iam', 'delete-policy', '--policy-arn', POLICY], shows: nothing },
  {
    operation: 'DeleteRolePolicy',
    args: ['iam', 'delete-role-policy', ...ROLE, '--policy-name', 'inline'],
    shows: nothing,
  },
  { operation: 'DeleteRole', args: ['iam', 'delete-role', ...ROLE], shows: nothing },
  {
    operation: 'CreateOpenIDConnectProvider',
    args: [
      ...['iam', 'create-open-id-connect-provider', '--url', 'https://oidc.example.org/id/CLI'],
      ...['--client-id-list', 'sts.amazonaws.com', '--thumbprint-list', 'a'.repeat(40), '--tags', 'Key=k,Value=v'],
    ],
    shows: ({ OpenIDConnectProviderArn }) => expect(OpenIDConnectProviderArn).toBe(PROVIDER),
  },
  {
    operation: 'ListOpenIDConnectProviders',
    args: ['iam', 'list-open-id-connect-providers'],
    shows: ({ OpenIDConnectProviderList }) => expect(OpenIDConnectProviderList).toContainEqual({ Arn: PROVIDER }),
  },
  {
    operation: 'AddClientIDToOpenIDConnectProvider',
    args: [
      ...['iam', 'add-client-id-to-open-id-connect-provider', '--open-id-connect-provider-arn', PROVIDER],
      ...['--client-id', 'other'],
    ],
    shows: nothing,
  },
  {
    operation: 'UpdateOpenIDConnectProviderThumbprint',
    args: [
      ...['iam', 'update-open-id-connect-provider-thumbprint', '--open-id-connect-provider-arn', PROVIDER],
      ...['--thumbprint-list', 'b'.repeat(40)],
    ],
    shows: nothing,
  },
  {
    operation: 'GetOpenIDConnectProvider',
    args: ['iam', 'get-open-id-connect-provider', '--open-id-connect-provider-arn', PROVIDER],
    shows: (answer) => {
      expect(answer).toMatchObject({ Url: 'oidc.example.org/id/CLI', ThumbprintList: ['b'.repeat(40)] });
      expect(answer.ClientIDList.toSorted()).toEqual(['other', 'sts.amazonaws.com']);
    },
  },
  {
    operation: 'RemoveClientIDFromOpenIDConnectProvider',
    args: [
      ...['iam', 'remove-client-id-from-open-id-connect-provider', '--open-id-connect-provider-arn', PROVIDER],
      ...['--client-id', 'other'],
    ],
    shows: nothing,
  },
  {
    operation: 'TagOpenIDConnectProvider',
    args: [
      ...['iam', 'tag-open-id-connect-provider', '--open-id-connect-provider-arn', PROVIDER],
      ...['--tags', 'Key=team,Value=shop'],
    ],
    shows: nothing,
  },
  {
    operation: 'UntagOpenIDConnectProvider',
    args: ['iam', 'untag-open-id-connect-provider', '--open-id-connect-provider-arn', PROVIDER, '--tag-keys', 'k'],
    shows: nothing,
  },
  {
    operation: 'ListOpenIDConnectProviderTags',
    args: ['iam', 'list-open-id-connect-provider-tags', '--open-id-connect-provider-arn', PROVIDER],
    shows: ({ Tags }) => expect(Tags).toEqual([{ Key: 'team', Value: 'shop' }]),
  },
  {
    operation: 'DeleteOpenIDConnectProvider',
    args: ['iam', 'delete-open-id-connect-provider', '--open-id-connect-provider-arn', PROVIDER],
    shows: nothing,
  },
  {
    operation: 'GetUser',
    args: ['iam', 'get-user'],
    shows: ({ User }) =>
      expect(User).toMatchObject({ UserName: 'sandbox-admin', Arn: `${ACCOUNT}:user/sandbox-admin` }),
  },
  {
    operation: 'GetAccountSummary',
    args: ['iam', 'get-account-summary'],
    shows: ({ SummaryMap }) => expect(SummaryMap.Users).toBe(1),
  },
  {
    operation: 'ListAccountAliases',
    args: ['iam', 'list-account-aliases'],
    shows: ({ AccountAliases }) => expect(AccountAliases).toEqual([]),
  },
];
