import { CreatePolicyCommand, GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  type STSClient,
} from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, addRole, roleArn } from '../authorize/small-world.ts';
import { allowing, awsTrust, denying, podTrust, refusal } from '../iam/documents.ts';
import { type Credentials, type IamSandbox, startIam } from '../iam/iam-sandbox.ts';

let sandbox: IamSandbox;
let sts: STSClient;
beforeEach(async () => {
  sandbox = await startIam();
  ({ sts } = sandbox);
});
afterEach(() => sandbox.close());

const rootTrust = awsTrust(`arn:aws:iam::${account}:root`, {
  Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
});
const role = (name: string, trust: string, inlinePolicies: Record<string, string> = {}, more: object = {}) =>
  addRole(sandbox.world, name, {}, { trustPolicy: trust, inlinePolicies, ...more });

async function assume(client: STSClient, name: string, more: Partial<AssumeRoleCommandInput> = {}) {
  const input = { RoleArn: roleArn(name), RoleSessionName: 'test', ...more };
  const answer = await client.send(new AssumeRoleCommand(input));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = answer.Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return { ...answer, credentials, seconds: ((Expiration?.getTime() ?? 0) - Date.now()) / 1000 };
}

describe('GetCallerIdentity', () => {
  it('tells users who they are, whatever their policies', async () => {
    const { user, credentials } = sandbox.user('bob', { none: denying('*') });
    const answer = await sandbox.stsOf(credentials).send(new GetCallerIdentityCommand({}));
    expect(answer).toMatchObject({ Account: account, Arn: user.arn, UserId: user.id });
  });

  it('tells sessions who they are', async () => {
    const { id } = role('app', rootTrust, {}, { path: '/team/', arn: roleArn('app', '/team/') });
    const { credentials, AssumedRoleUser } = await assume(sts, 'team/app');
    const answer = await sandbox.stsOf(credentials).send(new GetCallerIdentityCommand({}));
    const Arn = `arn:aws:sts::${account}:assumed-role/app/test`;
    expect(answer).toMatchObject({ Account: account, Arn, UserId: `${id}:test` });
    expect(AssumedRoleUser).toEqual({ Arn, AssumedRoleId: `${id}:test` });
  });

  it('tells strangers nothing', async () => {
    expect(await refusal(sandbox.stsOf().send(new GetCallerIdentityCommand({})))).toMatchObject({ status: 403 });
  });
});

describe('AssumeRole', () => {
  it('gives a session that may do what the role may', async () => {
    role('reader', rootTrust, { list: allowing('iam:ListRoles') });
    const { credentials, seconds, PackedPolicySize } = await assume(sts, 'reader');
    expect(credentials.accessKeyId).toMatch(/^ASIA[A-Z0-9]{16}$/);
    expect(seconds).toBeGreaterThan(3590);
    expect(seconds).toBeLessThanOrEqual(3600);
    expect(PackedPolicySize).toBeUndefined();
    const iam = sandbox.iamOf(credentials);
    expect((await iam.send(new ListRolesCommand({}))).Roles).toHaveLength(1);
    expect(await refusal(iam.send(new GetRoleCommand({ RoleName: 'reader' })))).toMatchObject({
      name: 'AccessDenied',
      status: 403,
    });
    expect(sandbox.world.state.iam.roles['reader']?.lastUsedAt).toBeTypeOf('number');
  });

  describe('decides by trust policy and identity policy together', () => {
    const bobArn = `arn:aws:iam::${account}:user/bob`;
    const table: [what: string, trust: string, policies: Record<string, string>, allowed: boolean][] = [
      ['the user is named: no policy needed', awsTrust(bobArn), { other: allowing('s3:*') }, true],
      ['the user is named, their policy denies', awsTrust(bobArn), { no: denying('sts:*') }, false],
      ['the account is named, no policy allows', rootTrust, { other: allowing('s3:*') }, false],
      ['the account is named, a policy allows', rootTrust, { yes: allowing('sts:AssumeRole') }, true],
      ['the account is named by number', awsTrust(account), { yes: allowing('sts:*') }, true],
      ['the account is named, the user has no policies', rootTrust, {}, true],
      ['another account is named', awsTrust('444455556666'), { yes: allowing('sts:*') }, false],
      ['only a service is named', podTrust, {}, false],
      ['everyone is named', awsTrust('*'), { other: allowing('s3:*') }, true],
    ];
    it.each(table)('%s', async (_what, trust, policies, allowed) => {
      role('target', trust);
      const bob = sandbox.stsOf(sandbox.user('bob', policies).credentials);
      if (allowed) await assume(bob, 'target');
      else {
        const answer = await refusal(assume(bob, 'target'));
        expect(answer).toMatchObject({ name: 'AccessDenied', status: 403 });
        expect(answer.message).toContain(
          `User: ${bobArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn('target')}`,
        );
      }
      expect(Object.keys(sandbox.world.state.sessions)).toHaveLength(allowed ? 1 : 0);
    });
  });

  it('does not tell a missing role from a forbidden one', async () => {
    expect(await refusal(assume(sts, 'none'))).toMatchObject({ name: 'AccessDenied', status: 403 });
  });

  it('sees changed trust only once IAM has spread it', async () => {
    let time = Date.now();
    await sandbox.close();
    sandbox = await startIam({ clock: () => time });
    role('new', rootTrust, {}, { trustChangedAt: time + 1000 });
    expect(await refusal(assume(sandbox.sts, 'new'))).toMatchObject({ name: 'AccessDenied' });
    time += 1000;
    await assume(sandbox.sts, 'new');
  });

  it('wants the external id that the trust policy wants', async () => {
    const ExternalId = `us-west-2/${account}/prod/app/web`;
    role('target', awsTrust(account, { Condition: { StringEquals: { 'sts:ExternalId': ExternalId } } }));
    expect(await refusal(assume(sts, 'target'))).toMatchObject({ name: 'AccessDenied' });
    expect(await refusal(assume(sts, 'target', { ExternalId: 'other' }))).toMatchObject({ name: 'AccessDenied' });
    await assume(sts, 'target', { ExternalId });
  });

  it('keeps to the longest session', async () => {
    role('target', rootTrust, {}, { maxSessionDuration: 7200 });
    expect((await assume(sts, 'target', { DurationSeconds: 7200 })).seconds).toBeGreaterThan(7190);
    expect(await refusal(assume(sts, 'target', { DurationSeconds: 7201 }))).toEqual({
      name: 'ValidationError',
      status: 400,
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    expect(await refusal(assume(sts, 'target', { DurationSeconds: 60 }))).toMatchObject({ name: 'ValidationError' });
  });

  it('limits sessions by their policies', async () => {
    role('target', rootTrust, { all: allowing('*') });
    const canList = async (credentials: Credentials) =>
      sandbox
        .iamOf(credentials)
        .send(new ListRolesCommand({}))
        .then(
          () => true,
          () => false,
        );
    const inline = await assume(sts, 'target', { Policy: allowing('iam:GetRole') });
    expect(inline.PackedPolicySize).toBeGreaterThan(0);
    expect(await canList(inline.credentials)).toBe(false);
    const arn = `arn:aws:iam::aws:policy/IAMReadOnlyAccess`;
    const managed = await assume(sts, 'target', { Policy: allowing('s3:*'), PolicyArns: [{ arn }] });
    expect(await canList(managed.credentials)).toBe(true);
    expect(await refusal(assume(sts, 'target', { Policy: podTrust }))).toMatchObject({
      name: 'MalformedPolicyDocumentException',
      status: 400,
    });
    const none = { PolicyArns: [{ arn: `arn:aws:iam::${account}:policy/none` }] };
    expect(await refusal(assume(sts, 'target', none))).toMatchObject({ name: 'ValidationError', status: 400 });
    const long = { Policy: allowing(`s3:${'x'.repeat(2048)}`) };
    expect(await refusal(assume(sts, 'target', long))).toMatchObject({
      name: 'PackedPolicyTooLargeException',
      status: 400,
    });
    await sandbox.iam.send(new CreatePolicyCommand({ PolicyName: 'mine', PolicyDocument: denying('iam:*') }));
    const denied = await assume(sts, 'target', {
      Policy: allowing('*'),
      PolicyArns: [{ arn: `arn:aws:iam::${account}:policy/mine` }],
    });
    expect(await canList(denied.credentials)).toBe(false);
  });
});

describe('session tags', () => {
  const Tags = [
    { Key: 'team', Value: 'a' },
    { Key: 'stage', Value: 'prod' },
  ];

  it('need sts:TagSession', async () => {
    role('plain', awsTrust(account));
    role('tagged', rootTrust);
    const answer = await refusal(assume(sts, 'plain', { Tags }));
    expect(answer).toMatchObject({ name: 'AccessDenied', status: 403 });
    expect(answer.message).toContain('not authorized to perform: sts:TagSession');
    expect((await assume(sts, 'tagged', { Tags })).PackedPolicySize).toBeGreaterThan(0);
  });

  it('are conditions for trust and later for policies', async () => {
    const Condition = {
      StringEquals: { 'aws:RequestTag/team': 'a' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'stage'] },
    };
    const byTag = allowing('iam:ListRoles').replace(
      '}',
      ',"Condition":{"StringEquals":{"aws:PrincipalTag/stage":"prod"}}}',
    );
    role('target', rootTrust.replace('"Effect"', `"Condition":${JSON.stringify(Condition)},"Effect"`), { byTag });
    expect(await refusal(assume(sts, 'target', { Tags: [{ Key: 'team', Value: 'b' }] }))).toMatchObject({
      name: 'AccessDenied',
    });
    expect(await refusal(assume(sts, 'target', { Tags: [...Tags, { Key: 'x', Value: '' }] }))).toMatchObject({
      name: 'AccessDenied',
    });
    const { credentials } = await assume(sts, 'target', { Tags });
    await sandbox.iamOf(credentials).send(new ListRolesCommand({}));
  });

  it('that are transitive go along to the next role, which must allow them', async () => {
    role('first', rootTrust, { chain: allowing('sts:*') });
    role('plain', awsTrust(account));
    role('second', rootTrust);
    const first = await assume(sts, 'first', { Tags, TransitiveTagKeys: ['team'] });
    const chained = sandbox.stsOf(first.credentials);
    expect((await refusal(assume(chained, 'plain'))).message).toContain('sts:TagSession');
    const second = await assume(chained, 'second', { Tags: [{ Key: 'own', Value: '1' }] });
    expect(sandbox.world.state.sessions[second.credentials.accessKeyId]).toMatchObject({
      tags: { team: 'a', own: '1' },
      transitiveTagKeys: ['team'],
    });
    expect(await refusal(assume(chained, 'second', { Tags: [{ Key: 'TEAM', Value: 'b' }] }))).toMatchObject({
      name: 'ValidationError',
    });
  });

  it('of a session without transitive ones stay behind', async () => {
    role('first', rootTrust, { chain: allowing('sts:*') });
    role('plain', awsTrust(account));
    const first = await assume(sts, 'first', { Tags });
    await assume(sandbox.stsOf(first.credentials), 'plain');
  });

  it('are checked', async () => {
    role('target', rootTrust);
    const twice = [...Tags, { Key: 'TEAM', Value: 'b' }];
    expect(await refusal(assume(sts, 'target', { Tags: twice }))).toMatchObject({
      name: 'ValidationError',
      status: 400,
    });
    expect(await refusal(assume(sts, 'target', { Tags, TransitiveTagKeys: ['other'] }))).toMatchObject({
      name: 'ValidationError',
    });
    const many = Array.from({ length: 50 }, (_, n) => ({ Key: `key-${n * 7919}`, Value: `value-${n * 104_729}` }));
    expect(await refusal(assume(sts, 'target', { Tags: many }))).toMatchObject({
      name: 'PackedPolicyTooLargeException',
    });
  });

  it('of Pod Identity take about three quarters of the room', async () => {
    role('target', rootTrust);
    const tags = {
      'eks-cluster-arn': `arn:aws:eks:us-west-2:${account}:cluster/production`,
      'eks-cluster-name': 'production',
      'kubernetes-namespace': 'payments',
      'kubernetes-service-account': 's3-reader',
      'kubernetes-pod-name': 's3-reader-7d9c5b8f6d-x2v4k',
      'kubernetes-pod-uid': '0a1b2c3d-4e5f-6789-abcd-ef0123456789',
    };
    const answer = await assume(sts, 'target', { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) });
    expect(answer.PackedPolicySize).toBeGreaterThan(65);
    expect(answer.PackedPolicySize).toBeLessThan(85);
  });
});

describe('role chaining', () => {
  it('works for the role that is named, an hour at most', async () => {
    const first = role('first', rootTrust, {}, { path: '/a/', arn: roleArn('first', '/a/') });
    role('second', awsTrust(first.arn), {}, { maxSessionDuration: 43_200 });
    role('third', awsTrust(first.arn));
    const chained = sandbox.stsOf((await assume(sts, 'a/first')).credentials);
    await assume(chained, 'second');
    expect(await refusal(assume(chained, 'second', { DurationSeconds: 7200 }))).toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    });
  });

  it('is limited by the boundary and by session policies even where the role is named', async () => {
    role(
      'first',
      rootTrust,
      { all: allowing('*') },
      { permissionsBoundaryArn: 'arn:aws:iam::aws:policy/AmazonSQSFullAccess' },
    );
    role('free', rootTrust, { all: allowing('*') });
    role('second', awsTrust(roleArn('first'), { Principal: { AWS: [roleArn('first'), roleArn('free')] } }));
    const bounded = sandbox.stsOf((await assume(sts, 'first')).credentials);
    expect(await refusal(assume(bounded, 'second'))).toMatchObject({ name: 'AccessDenied' });
    const limited = sandbox.stsOf((await assume(sts, 'free', { Policy: allowing('s3:*') })).credentials);
    expect(await refusal(assume(limited, 'second'))).toMatchObject({ name: 'AccessDenied' });
    await assume(sandbox.stsOf((await assume(sts, 'free')).credentials), 'second');
  });
});

describe('source identity', () => {
  it('needs its permission and is kept', async () => {
    role('plain', awsTrust(account));
    role('target', rootTrust);
    expect((await refusal(assume(sts, 'plain', { SourceIdentity: 'alice' }))).message).toContain(
      'sts:SetSourceIdentity',
    );
    const answer = await assume(sts, 'target', { SourceIdentity: 'alice' });
    expect(answer.SourceIdentity).toBe('alice');
    expect(sandbox.world.state.sessions[answer.credentials.accessKeyId]?.sourceIdentity).toBe('alice');
  });
});

describe('sessions', () => {
  it('end, and are forgotten a day later', async () => {
    let time = Date.now();
    await sandbox.close();
    sandbox = await startIam({ clock: () => time });
    role('target', rootTrust);
    const { credentials } = await assume(sandbox.sts, 'target');
    time += 3_600_000;
    expect(await refusal(sandbox.stsOf(credentials).send(new GetCallerIdentityCommand({})))).toMatchObject({
      name: 'ExpiredToken',
    });
    time += 24 * 3_600_000;
    const next = await assume(sandbox.sts, 'target');
    expect(Object.keys(sandbox.world.state.sessions)).toEqual([next.credentials.accessKeyId]);
  });
});
