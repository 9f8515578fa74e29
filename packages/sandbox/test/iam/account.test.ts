import {
  GetAccountSummaryCommand,
  GetUserCommand,
  type IAMClient,
  ListAccountAliasesCommand,
  paginateSimulatePrincipalPolicy,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, addPolicy, addRole, addUser, roleArn } from '../authorize/small-world.ts';
import { allowing, denying, podTrust, refusal } from './documents.ts';
import { type IamSandbox, startIam } from './iam-sandbox.ts';

let sandbox: IamSandbox;
let iam: IAMClient;
beforeEach(async () => {
  sandbox = await startIam();
  ({ iam } = sandbox);
});
afterEach(() => sandbox.close());

describe('SimulatePrincipalPolicy', () => {
  const simulate = async (PolicySourceArn: string, ActionNames: string[], more: object = {}) => {
    const answer = await iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames, ...more }));
    return answer.EvaluationResults ?? [];
  };
  const role = (name: string, inlinePolicies: Record<string, string>, more: object = {}) =>
    addRole(sandbox.world, name, {}, { trustPolicy: podTrust, inlinePolicies, ...more }).arn;

  it('tells allowed, denied and neither apart', async () => {
    const arn = role('app', { some: allowing('s3:*'), less: denying('s3:DeleteBucket') });
    const results = await simulate(arn, ['s3:GetObject', 's3:DeleteBucket', 'ec2:RunInstances']);
    expect(results.map((one) => [one.EvalActionName, one.EvalResourceName, one.EvalDecision])).toEqual([
      ['s3:GetObject', '*', 'allowed'],
      ['s3:DeleteBucket', '*', 'explicitDeny'],
      ['ec2:RunInstances', '*', 'implicitDeny'],
    ]);
    expect(results.map((one) => one.MatchedStatements?.map((statement) => statement.SourcePolicyId))).toEqual([
      ['some'],
      ['less'],
      [],
    ]);
  });

  it('says where the statement stands', async () => {
    const text = `{\n  "Version": "2012-10-17",\n  "Statement": [\n    {"Effect":"Allow","Action":"ec2:*","Resource":"*"},\n    {\n      "Sid": "Two}",\n      "Effect": "Allow", "Action": "s3:*", "Resource": ["*"]\n    }\n  ]\n}`;
    const [result] = await simulate(role('app', { some: text }), ['s3:GetObject']);
    expect(result?.MatchedStatements).toEqual([
      {
        SourcePolicyId: 'some',
        SourcePolicyType: 'role',
        StartPosition: { Line: 5, Column: 5 },
        EndPosition: { Line: 8, Column: 6 },
      },
    ]);
  });

  it('names the kind of policy', async () => {
    const own = addPolicy(sandbox.world, 'mine', JSON.parse(allowing('ec2:*')) as object).arn;
    const attachedPolicyArns = [own, 'arn:aws:iam::aws:policy/AmazonSQSFullAccess'];
    const results = await simulate(role('app', {}, { attachedPolicyArns }), ['ec2:RunInstances', 'sqs:SendMessage']);
    expect(results.map((one) => one.MatchedStatements?.[0])).toMatchObject([
      { SourcePolicyId: 'mine', SourcePolicyType: 'user-managed' },
      { SourcePolicyId: 'AmazonSQSFullAccess', SourcePolicyType: 'aws-managed' },
    ]);
  });

  it('finds that node roles may get credentials for pods', async () => {
    const attachedPolicyArns = ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'];
    const nodes = role('nodes', {}, { attachedPolicyArns });
    const [good] = await simulate(nodes, ['eks-auth:AssumeRoleForPodIdentity']);
    const [bad] = await simulate(role('bare', {}), ['eks-auth:AssumeRoleForPodIdentity']);
    expect([good?.EvalDecision, bad?.EvalDecision]).toEqual(['allowed', 'implicitDeny']);
  });

  it('takes context entries, and names keys that miss', async () => {
    const pass = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: roleArn('*'),
        Condition: { StringEquals: { 'iam:PassedToService': 'pods.eks.amazonaws.com' } },
      },
    });
    const arn = role('app', { pass });
    const ResourceArns = [roleArn('other')];
    const [without] = await simulate(arn, ['iam:PassRole'], { ResourceArns });
    expect(without).toMatchObject({ EvalDecision: 'implicitDeny', MissingContextValues: ['iam:PassedToService'] });
    const entry = { ContextKeyName: 'iam:passedtoservice', ContextKeyType: 'string' };
    const ContextEntries = [{ ...entry, ContextKeyValues: ['pods.eks.amazonaws.com'] }];
    const [given] = await simulate(arn, ['iam:PassRole'], { ResourceArns, ContextEntries });
    expect(given).toMatchObject({ EvalDecision: 'allowed', MissingContextValues: [] });
  });

  it('answers for each resource', async () => {
    const some = allowing('s3:GetObject').replace('"*"', '"arn:aws:s3:::a/*"');
    const ResourceArns = ['arn:aws:s3:::a/x', 'arn:aws:s3:::b/x'];
    const [result] = await simulate(role('app', { some }), ['s3:GetObject'], { ResourceArns });
    expect(result?.EvalDecision).toBe('implicitDeny');
    expect(result?.ResourceSpecificResults?.map((one) => [one.EvalResourceName, one.EvalResourceDecision])).toEqual([
      ['arn:aws:s3:::a/x', 'allowed'],
      ['arn:aws:s3:::b/x', 'implicitDeny'],
    ]);
  });

  it('counts boundaries, the role’s or the request’s', async () => {
    const permissionsBoundaryArn = 'arn:aws:iam::aws:policy/AmazonSQSFullAccess';
    const arn = role('app', { all: allowing('*') }, { permissionsBoundaryArn });
    const results = await simulate(arn, ['sqs:SendMessage', 's3:GetObject']);
    expect(
      results.map((one) => [one.EvalDecision, one.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary]),
    ).toEqual([
      ['allowed', true],
      ['implicitDeny', false],
    ]);
    const given = { PermissionsBoundaryPolicyInputList: [allowing('s3:*')] };
    expect((await simulate(arn, ['s3:GetObject'], given))[0]?.EvalDecision).toBe('allowed');
  });

  it('adds policies of the request, and knows users', async () => {
    const bob = addUser(sandbox.world, 'bob', { some: allowing('s3:*') }).arn;
    const [plain] = await simulate(bob, ['ec2:RunInstances']);
    const [added] = await simulate(bob, ['ec2:RunInstances'], { PolicyInputList: [allowing('ec2:*')] });
    expect([plain?.EvalDecision, added?.EvalDecision]).toEqual(['implicitDeny', 'allowed']);
    expect(added?.MatchedStatements).toMatchObject([{ SourcePolicyId: 'PolicyInputList.1', SourcePolicyType: 'none' }]);
    const free = addUser(sandbox.world, 'amy').arn;
    expect((await simulate(free, ['ec2:RunInstances']))[0]?.EvalDecision).toBe('allowed');
  });

  it('gives results in pages, in the order asked', async () => {
    const actions = ['s3:GetObject', 'ec2:RunInstances', 'sqs:SendMessage', 's3:PutObject', 'iam:GetRole'];
    const input = { PolicySourceArn: role('app', {}), ActionNames: actions };
    const seen: (string | undefined)[] = [];
    for await (const page of paginateSimulatePrincipalPolicy({ client: iam, pageSize: 2 }, input)) {
      expect(page.EvaluationResults?.length).toBeLessThanOrEqual(2);
      seen.push(...(page.EvaluationResults ?? []).map((one) => one.EvalActionName));
    }
    expect(seen).toEqual(actions);
  });

  it('refuses unknown sources, bad actions and bad policies', async () => {
    expect(await refusal(simulate(roleArn('none'), ['s3:GetObject']))).toMatchObject({
      name: 'NoSuchEntityException',
      status: 404,
    });
    const arn = role('app', {});
    expect(await refusal(simulate(arn, ['everything']))).toMatchObject({ name: 'InvalidInputException', status: 400 });
    const bad = { PolicyInputList: [podTrust] };
    expect(await refusal(simulate(arn, ['s3:GetObject'], bad))).toMatchObject({ status: 400 });
  });
});

describe('the account', () => {
  it('tells its users', async () => {
    const { user, credentials } = sandbox.user('bob');
    const named = await iam.send(new GetUserCommand({ UserName: 'bob' }));
    expect(named.User).toMatchObject({ UserName: 'bob', Arn: user.arn, UserId: user.id, Path: '/' });
    expect((await sandbox.iamOf(credentials).send(new GetUserCommand({}))).User?.UserName).toBe('bob');
    expect(await refusal(iam.send(new GetUserCommand({ UserName: 'eve' })))).toEqual({
      name: 'NoSuchEntityException',
      status: 404,
      message: 'The user with name eve cannot be found.',
    });
  });

  it('has no alias, and quotas', async () => {
    expect(await iam.send(new ListAccountAliasesCommand({}))).toMatchObject({ AccountAliases: [], IsTruncated: false });
    addRole(sandbox.world, 'app', {}, { trustPolicy: podTrust });
    addPolicy(sandbox.world, 'mine', {});
    sandbox.world.state.iam.quotas.trustPolicyLength = 4096;
    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
    expect(SummaryMap).toMatchObject({
      Roles: 1,
      RolesQuota: 1000,
      Policies: 1,
      Providers: 0,
      AssumeRolePolicySizeQuota: 4096,
    });
    expect(account).toBe(sandbox.world.state.account);
  });
});
