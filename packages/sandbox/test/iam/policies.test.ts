import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  paginateListAttachedRolePolicies,
  paginateListPolicies,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validatePolicyDocument } from '../../src/authorize/index.ts';
import { awsManagedPolicies } from '../../src/iam/index.ts';
import { account } from '../authorize/small-world.ts';
import { allowing, denying, podTrust, refusal } from './documents.ts';
import { type IamSandbox, startIam } from './iam-sandbox.ts';

let sandbox: IamSandbox;
let iam: IAMClient;
const RoleName = 'app';
beforeEach(async () => {
  sandbox = await startIam();
  ({ iam } = sandbox);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: podTrust }));
});
afterEach(() => sandbox.close());

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const own = (name: string) => `arn:aws:iam::${account}:policy/${name}`;
const put = (PolicyName: string, PolicyDocument: string) =>
  iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
const attach = (PolicyArn: string) => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
const create = (PolicyName: string, PolicyDocument = allowing('s3:*'), more: object = {}) =>
  iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument, ...more }));

describe('inline policies', () => {
  it('are put, read, listed and deleted', async () => {
    await put('b', allowing('s3:GetObject'));
    await put('a', allowing('ec2:Describe*'));
    await put('a', denying('ec2:*'));
    const first = await iam.send(new ListRolePoliciesCommand({ RoleName, MaxItems: 1 }));
    expect(first).toMatchObject({ PolicyNames: ['a'], IsTruncated: true });
    const second = await iam.send(new ListRolePoliciesCommand({ RoleName, MaxItems: 1, Marker: first.Marker }));
    expect(second).toMatchObject({ PolicyNames: ['b'], IsTruncated: false });
    const read = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'a' }));
    expect(read).toMatchObject({ RoleName, PolicyName: 'a' });
    expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(denying('ec2:*'));
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'a' }));
    const gone = {
      name: 'NoSuchEntityException',
      status: 404,
      message: 'The role policy with name a cannot be found.',
    };
    expect(await refusal(iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'a' })))).toEqual(gone);
    expect(await refusal(iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'a' })))).toEqual(gone);
  });

  it('are checked', async () => {
    expect(await refusal(put('bad', podTrust))).toEqual({
      name: 'MalformedPolicyDocumentException',
      status: 400,
      message: 'Policy document should not specify a principal.',
    });
    await put('half', allowing(`s3:${'x'.repeat(6000)}`));
    expect(await refusal(put('other', allowing(`s3:${'x'.repeat(6000)}`)))).toEqual({
      name: 'LimitExceededException',
      status: 409,
      message: 'Maximum policy size of 10240 bytes exceeded for role app',
    });
    expect(Object.keys(sandbox.world.state.iam.roles[RoleName]?.inlinePolicies ?? {})).toEqual(['half']);
  });
});

describe('attached policies', () => {
  it('are attached once, listed in pages and detached', async () => {
    const arns = ['AmazonS3ReadOnlyAccess', 'AmazonSQSFullAccess', 'service-role/AmazonEBSCSIDriverPolicy'].map(
      managed,
    );
    for (const arn of [...arns, ...arns]) await attach(arn);
    const seen: string[] = [];
    for await (const page of paginateListAttachedRolePolicies({ client: iam, pageSize: 2 }, { RoleName })) {
      seen.push(...(page.AttachedPolicies ?? []).map((policy) => `${policy.PolicyName} ${policy.PolicyArn}`));
    }
    expect(seen).toEqual(arns.map((arn) => `${arn.slice(arn.lastIndexOf('/') + 1)} ${arn}`));
    const input = { RoleName, PathPrefix: '/service-role/' };
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand(input));
    expect(AttachedPolicies?.map((policy) => policy.PolicyName)).toEqual(['AmazonEBSCSIDriverPolicy']);
    const PolicyArn = arns[0] ?? '';
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(await refusal(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })))).toEqual({
      name: 'NoSuchEntityException',
      status: 404,
      message: `Policy ${PolicyArn} was not found.`,
    });
  });

  it('must exist and stay within the quota', async () => {
    expect(await refusal(attach(own('none')))).toEqual({
      name: 'NoSuchEntityException',
      status: 404,
      message: `Policy ${own('none')} does not exist or is not attachable.`,
    });
    expect(await refusal(attach('arn:aws:s3:::bucket-of-mine'))).toMatchObject({
      name: 'InvalidInputException',
      status: 400,
    });
    expect(await refusal(attach(managed('aws-service-role/AmazonEKSServiceRolePolicy')))).toEqual({
      name: 'PolicyNotAttachableException',
      status: 400,
      message: 'Cannot attach a Service Role Policy to a Customer Role.',
    });
    sandbox.world.state.iam.quotas.managedPoliciesPerRole = 1;
    await attach(managed('AmazonS3FullAccess'));
    await attach(managed('AmazonS3FullAccess'));
    expect(await refusal(attach(managed('AmazonSQSFullAccess')))).toEqual({
      name: 'LimitExceededException',
      status: 409,
      message: 'Cannot exceed quota for PoliciesPerRole: 1',
    });
  });

  it('keep their role from being deleted', async () => {
    const remove = () => iam.send(new DeleteRoleCommand({ RoleName }));
    await attach(managed('AmazonS3FullAccess'));
    await put('inline', allowing('s3:*'));
    expect(await refusal(remove())).toEqual({
      name: 'DeleteConflictException',
      status: 409,
      message: 'Cannot delete entity, must detach all policies first.',
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: managed('AmazonS3FullAccess') }));
    expect(await refusal(remove())).toMatchObject({ message: 'Cannot delete entity, must delete policies first.' });
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'inline' }));
    await remove();
    expect(await refusal(remove())).toMatchObject({ name: 'NoSuchEntityException' });
  });
});

describe('managed policies', () => {
  it('are made and read', async () => {
    const made = await create('reader', allowing('s3:Get*'), {
      Path: '/team/',
      Description: 'reads',
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(made.Policy).toMatchObject({
      PolicyName: 'reader',
      Arn: own('team/reader'),
      Path: '/team/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      IsAttachable: true,
    });
    expect(made.Policy?.PolicyId).toMatch(/^ANPA[A-Z0-9]{17}$/);
    await attach(own('team/reader'));
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: own('team/reader') }));
    expect(Policy).toMatchObject({ AttachmentCount: 1, Description: 'reads', Tags: [{ Key: 'a', Value: 'b' }] });
    expect(await refusal(create('READER'))).toEqual({
      name: 'EntityAlreadyExistsException',
      status: 409,
      message: 'A policy called READER already exists. Duplicate names are not allowed.',
    });
    expect(await refusal(create('bad', '{}'))).toMatchObject({ name: 'MalformedPolicyDocumentException' });
    expect(await refusal(create('long', allowing(`s3:${'x'.repeat(6144)}`)))).toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PolicySize: 6144',
    });
    expect(await refusal(iam.send(new GetPolicyCommand({ PolicyArn: own('none') })))).toEqual({
      name: 'NoSuchEntityException',
      status: 404,
      message: `Policy ${own('none')} was not found.`,
    });
  });

  it('have up to five versions, one of them the default', async () => {
    await create('reader');
    const PolicyArn = own('reader');
    const version = (action: string, SetAsDefault = false) =>
      iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allowing(action), SetAsDefault }));
    expect((await version('s3:List*')).PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: false });
    expect((await version('s3:Get*', true)).PolicyVersion).toMatchObject({ VersionId: 'v3', IsDefaultVersion: true });
    const read = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }));
    expect(decodeURIComponent(read.PolicyVersion?.Document ?? '')).toBe(allowing('s3:Get*'));
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    const remove = (VersionId: string) => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    expect(await refusal(remove('v2'))).toMatchObject({ name: 'DeleteConflictException', status: 409 });
    expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn })))).toMatchObject({
      name: 'DeleteConflictException',
    });
    await version('s3:Put*');
    await version('s3:Abort*');
    expect(await refusal(version('s3:Delete*'))).toMatchObject({ name: 'LimitExceededException', status: 409 });
    await remove('v3');
    expect(await refusal(remove('v3'))).toMatchObject({ name: 'NoSuchEntityException' });
    expect((await version('s3:Delete*')).PolicyVersion?.VersionId).toBe('v6');
    const first = await iam.send(new ListPolicyVersionsCommand({ PolicyArn, MaxItems: 3 }));
    expect(first.Versions?.map((one) => one.VersionId)).toEqual(['v6', 'v5', 'v4']);
    const rest = await iam.send(new ListPolicyVersionsCommand({ PolicyArn, MaxItems: 3, Marker: first.Marker }));
    expect(rest.Versions?.map((one) => [one.VersionId, one.IsDefaultVersion])).toEqual([
      ['v2', true],
      ['v1', false],
    ]);
  });

  it('are deleted when nobody uses them', async () => {
    await create('reader');
    const PolicyArn = own('reader');
    await attach(PolicyArn);
    const attached = {
      name: 'DeleteConflictException',
      status: 409,
      message: 'Cannot delete a policy attached to entities.',
    };
    expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn })))).toEqual(attached);
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: PolicyArn }));
    expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn })))).toEqual(attached);
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    expect(await refusal(iam.send(new GetPolicyCommand({ PolicyArn })))).toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  it('of AWS cannot be changed', async () => {
    const PolicyArn = managed('AmazonS3FullAccess');
    expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn })))).toMatchObject({
      name: 'AccessDenied',
      status: 403,
    });
    const version = { PolicyArn, PolicyDocument: allowing('s3:*') };
    expect(await refusal(iam.send(new CreatePolicyVersionCommand(version)))).toMatchObject({ name: 'AccessDenied' });
  });

  it('tell who uses them', async () => {
    await create('reader');
    const PolicyArn = own('reader');
    const { user } = sandbox.user('bob');
    user.attachedPolicyArns.push(PolicyArn);
    await attach(PolicyArn);
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'bounded',
        AssumeRolePolicyDocument: podTrust,
        PermissionsBoundary: PolicyArn,
      }),
    );
    const list = async (more: object) => {
      const answer = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn, ...more }));
      const roles = answer.PolicyRoles?.map((role) => role.RoleName) ?? [];
      return [...roles, ...(answer.PolicyUsers?.map((one) => one.UserName) ?? [])];
    };
    expect(await list({})).toEqual(['app', 'bounded', 'bob']);
    expect(await list({ PolicyUsageFilter: 'PermissionsPolicy' })).toEqual(['app', 'bob']);
    expect(await list({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['bounded']);
    expect(await list({ EntityFilter: 'Role' })).toEqual(['app', 'bounded']);
    expect(await list({ EntityFilter: 'Group' })).toEqual([]);
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ AttachmentCount: 2, PermissionsBoundaryUsageCount: 1 });
  });
});

describe('ListPolicies', () => {
  const names = async (input: object) => {
    const found: string[] = [];
    for await (const page of paginateListPolicies({ client: iam, pageSize: 20 }, input)) {
      found.push(...(page.Policies ?? []).map((policy) => policy.PolicyName ?? ''));
    }
    return found;
  };

  it('filters by scope, use and path', async () => {
    await create('mine', allowing('s3:*'), { Path: '/team/' });
    await create('unused');
    await attach(own('team/mine'));
    await attach(managed('AmazonSQSFullAccess'));
    const all = await names({});
    expect(all.length).toBeGreaterThan(50);
    expect(new Set(all).size).toBe(all.length);
    expect(await names({ Scope: 'Local' })).toEqual(['mine', 'unused']);
    expect((await names({ Scope: 'AWS' })).length).toBe(all.length - 2);
    expect((await names({ OnlyAttached: true })).toSorted()).toEqual(['AmazonSQSFullAccess', 'mine']);
    expect(await names({ PathPrefix: '/service-role/' })).toContain('AmazonEBSCSIDriverPolicy');
    expect(await names({ PathPrefix: '/team/' })).toEqual(['mine']);
    expect(await names({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual([]);
  });

  it('has more than one page of what AWS brings along', async () => {
    const first = await iam.send(new ListPoliciesCommand({ Scope: 'AWS' }));
    expect([first.Policies?.length, first.IsTruncated]).toEqual([100, true]);
    const second = await iam.send(new ListPoliciesCommand({ Scope: 'AWS', Marker: first.Marker }));
    expect(second.Policies?.length).toBeGreaterThan(0);
    expect(second).toMatchObject({ IsTruncated: false });
  });

  it('leaves out descriptions and tags', async () => {
    const { Policies } = await iam.send(new ListPoliciesCommand({ MaxItems: 5 }));
    expect(Policies?.every((policy) => policy.Description === undefined && policy.Tags === undefined)).toBe(true);
  });
});

describe('awsManagedPolicies', () => {
  const all = Object.values(awsManagedPolicies('aws-us-gov', 0));

  it('are documents that IAM would store', () => {
    for (const policy of all) {
      const document = policy.versions[policy.defaultVersionId]?.document ?? '';
      expect([policy.name, validatePolicyDocument(document, 'identity').ok]).toEqual([policy.name, true]);
    }
  });

  it('belong to the partition and have names and ids of their own', () => {
    expect(all.every((policy) => policy.arn.startsWith('arn:aws-us-gov:iam::aws:policy/'))).toBe(true);
    expect(new Set(all.map((policy) => policy.id)).size).toBe(all.length);
    expect(JSON.stringify(all)).not.toContain('PARTITION');
  });

  it('let nodes get credentials for their pods', () => {
    for (const name of ['AmazonEKSWorkerNodePolicy', 'AmazonEKSWorkerNodeMinimalPolicy']) {
      const policy = all.find((one) => one.name === name);
      expect(policy?.versions['v1']?.document).toContain('"eks-auth:AssumeRoleForPodIdentity"');
    }
  });
});
