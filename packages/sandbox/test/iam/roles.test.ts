import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetRoleCommand,
  type IAMClient,
  ListRolesCommand,
  ListRoleTagsCommand,
  paginateListRoles,
  PutRolePermissionsBoundaryCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trustAsSeen } from '../../src/authorize/index.ts';
import { account, addRole, roleArn } from '../authorize/small-world.ts';
import { awsTrust, podTrust, refusal } from './documents.ts';
import { type IamSandbox, startIam } from './iam-sandbox.ts';

let sandbox: IamSandbox;
let iam: IAMClient;
beforeEach(async () => {
  sandbox = await startIam();
  ({ iam } = sandbox);
});
afterEach(() => sandbox.close());

const create = (RoleName: string, more: object = {}) =>
  iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: podTrust, ...more }));

describe('CreateRole and GetRole', () => {
  it('keep every member', async () => {
    const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
    const made = await create('reader', {
      Path: '/team/a/',
      Description: 'reads <things> & more',
      MaxSessionDuration: 7200,
      PermissionsBoundary: boundary,
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect(made.Role).toMatchObject({
      RoleName: 'reader',
      Path: '/team/a/',
      Arn: roleArn('reader', '/team/a/'),
      Description: 'reads <things> & more',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'team', Value: 'a' }],
      PermissionsBoundary: { PermissionsBoundaryArn: boundary, PermissionsBoundaryType: 'PermissionsBoundaryPolicy' },
    });
    expect(made.Role?.RoleId).toMatch(/^AROA[A-Z0-9]{17}$/);
    expect(made.Role?.CreateDate).toBeInstanceOf(Date);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'reader' }));
    expect(Role).toEqual(made.Role);
  });

  it('encode the trust policy after RFC 3986', async () => {
    const document = podTrust.replace('{', '{ ').replace('"Statement"', '"Id":"it\'s (a*b)!","Statement"');
    await create('reader', { AssumeRolePolicyDocument: document });
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'reader' }));
    const sent = Role?.AssumeRolePolicyDocument ?? '';
    expect(decodeURIComponent(sent)).toBe(document);
    expect(sent).toContain('%7B%20%22Version%22');
    expect(sent).toContain('it%27s%20%28a%2Ab%29%21');
  });

  it('show the last use once there is one', async () => {
    await create('reader');
    const before = await iam.send(new GetRoleCommand({ RoleName: 'reader' }));
    expect(before.Role?.RoleLastUsed?.LastUsedDate).toBeUndefined();
    const role = sandbox.world.state.iam.roles['reader'];
    if (role) role.lastUsedAt = Date.UTC(2026, 0, 2);
    const after = await iam.send(new GetRoleCommand({ RoleName: 'reader' }));
    expect(after.Role?.RoleLastUsed).toEqual({ LastUsedDate: new Date('2026-01-02T00:00:00Z'), Region: 'us-west-2' });
  });

  it('take names that objects have by themselves', async () => {
    for (const name of ['__proto__', 'constructor']) {
      expect(await refusal(iam.send(new GetRoleCommand({ RoleName: name })))).toMatchObject({
        name: 'NoSuchEntityException',
      });
      await create(name);
      expect((await iam.send(new GetRoleCommand({ RoleName: name }))).Role?.RoleName).toBe(name);
    }
  });

  const refused: [what: string, input: object, name: string, status: number, message: string | RegExp][] = [
    [
      'a name that exists',
      { RoleName: 'there' },
      'EntityAlreadyExistsException',
      409,
      'Role with name there already exists.',
    ],
    [
      'the name in another case',
      { RoleName: 'THERE' },
      'EntityAlreadyExistsException',
      409,
      'Role with name THERE already exists.',
    ],
    [
      'a document that is no JSON',
      { AssumeRolePolicyDocument: '{' },
      'MalformedPolicyDocumentException',
      400,
      'This policy contains invalid Json',
    ],
    [
      'a principal that does not exist',
      { AssumeRolePolicyDocument: awsTrust(roleArn('gone')) },
      'MalformedPolicyDocumentException',
      400,
      `Invalid principal in policy: "AWS":"${roleArn('gone')}"`,
    ],
    [
      'a boundary that does not exist',
      { PermissionsBoundary: `arn:aws:iam::${account}:policy/none` },
      'NoSuchEntityException',
      404,
      `Scope ARN: arn:aws:iam::${account}:policy/none does not exist or is not attachable.`,
    ],
    [
      'tags that repeat a key',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'A', Value: '2' },
        ],
      },
      'InvalidInputException',
      400,
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    ['a reserved tag', { Tags: [{ Key: 'aws:x', Value: '1' }] }, 'InvalidInputException', 400, /reserved prefix aws:/],
    [
      'a name with a space',
      { RoleName: 'a b' },
      'ValidationError',
      400,
      /Value at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
    ],
    ['a path without slashes', { Path: 'team' }, 'ValidationError', 400, /'path'/],
    ['too short a session', { MaxSessionDuration: 60 }, 'ValidationError', 400, /'maxSessionDuration'/],
  ];
  it.each(refused)('refuse %s and make nothing', async (_what, input, name, status, message) => {
    await create('there');
    const answer = await refusal(create('new', input));
    expect(answer).toMatchObject({ name, status });
    expect(answer.message).toMatch(message);
    expect(Object.keys(sandbox.world.state.iam.roles)).toEqual(['there']);
  });

  it('count trust policies without white space', async () => {
    const long = (length: number) => {
      const [open, close] = podTrust.split('"Version"');
      const bare = `${open}"Id":"","Version"${close}`.length;
      return `${open}"Id":"${'x'.repeat(length - bare)}",${' '.repeat(500)}"Version"${close}`;
    };
    await create('fits', { AssumeRolePolicyDocument: long(2048) });
    expect(await refusal(create('over', { AssumeRolePolicyDocument: long(2049) }))).toEqual({
      name: 'LimitExceededException',
      status: 409,
      message: 'Cannot exceed quota for ACLSizePerRole: 2048',
    });
    sandbox.world.state.iam.quotas.trustPolicyLength = 8192;
    await create('over', { AssumeRolePolicyDocument: long(2049) });
  });

  it('stop at the quota of roles', async () => {
    sandbox.world.state.iam.quotas.rolesPerAccount = 1;
    await create('one');
    expect(await refusal(create('two'))).toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for RolesPerAccount: 1',
    });
  });

  it('answer 404 for a role that does not exist', async () => {
    expect(await refusal(iam.send(new GetRoleCommand({ RoleName: 'none' })))).toEqual({
      name: 'NoSuchEntityException',
      status: 404,
      message: 'The role with name none cannot be found.',
    });
  });
});

describe('ListRoles', () => {
  it('gives every role once, page by page, without what only GetRole tells', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `role-${String(index).padStart(2, '0')}`);
    for (const name of names) addRole(sandbox.world, name, {}, { trustPolicy: podTrust, tags: { a: 'b' } });
    const seen: string[] = [];
    const sizes: number[] = [];
    for await (const page of paginateListRoles({ client: iam, pageSize: 10 }, {})) {
      sizes.push(page.Roles?.length ?? 0);
      seen.push(...(page.Roles ?? []).map((role) => role.RoleName ?? ''));
      expect(page.Roles?.every((role) => role.Tags === undefined && role.RoleLastUsed === undefined)).toBe(true);
      expect(page.IsTruncated).toBe(page.Marker !== undefined);
    }
    expect(sizes).toEqual([10, 10, 3]);
    expect(seen).toEqual(names);
  });

  it('stays right when roles go between two pages', async () => {
    for (const name of ['a', 'b', 'c', 'd']) addRole(sandbox.world, name, {}, { trustPolicy: podTrust });
    const first = await iam.send(new ListRolesCommand({ MaxItems: 2 }));
    delete sandbox.world.state.iam.roles['a'];
    delete sandbox.world.state.iam.roles['b'];
    const second = await iam.send(new ListRolesCommand({ MaxItems: 2, Marker: first.Marker }));
    expect(second.Roles?.map((role) => role.RoleName)).toEqual(['c', 'd']);
    expect(second).toMatchObject({ IsTruncated: false });
  });

  it('gives a hundred by default', async () => {
    for (let index = 0; index < 101; index++) addRole(sandbox.world, `r${index}`, {}, { trustPolicy: podTrust });
    const { Roles, IsTruncated } = await iam.send(new ListRolesCommand({}));
    expect([Roles?.length, IsTruncated]).toEqual([100, true]);
  });

  it('knows path prefixes, and refuses foreign markers and sizes', async () => {
    await create('a', { Path: '/team/a/' });
    await create('b', { Path: '/team/b/' });
    const { Roles } = await iam.send(new ListRolesCommand({ PathPrefix: '/team/a' }));
    expect(Roles?.map((role) => role.RoleName)).toEqual(['a']);
    expect(await refusal(iam.send(new ListRolesCommand({ Marker: 'x' })))).toMatchObject({
      name: 'ValidationError',
      status: 400,
    });
    expect(await refusal(iam.send(new ListRolesCommand({ MaxItems: 1001 })))).toMatchObject({
      name: 'ValidationError',
    });
  });
});

describe('UpdateAssumeRolePolicy', () => {
  const other = podTrust.replace('sts:TagSession', 'sts:SetSourceIdentity');
  const update = (PolicyDocument: string, RoleName = 'app') =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));

  it('replaces the whole document', async () => {
    await create('app');
    await update(other);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'app' }));
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(other);
  });

  it('is seen by other services only after its time', async () => {
    let time = Date.UTC(2026, 0, 1);
    await sandbox.close();
    sandbox = await startIam({ clock: () => time, iamDelayMs: 10_000 });
    ({ iam } = sandbox);
    await create('app');
    const role = () => sandbox.world.state.iam.roles['app'] ?? expect.fail();
    expect(trustAsSeen(role(), time)).toBeUndefined();
    time += 10_000;
    expect(trustAsSeen(role(), time)).toBe(podTrust);
    await update(other);
    expect([trustAsSeen(role(), time), role().trustPolicy]).toEqual([podTrust, other]);
    time += 5000;
    const third = podTrust.replace('sts:TagSession', 'sts:SetContext');
    await update(third);
    expect(trustAsSeen(role(), time)).toBe(podTrust);
    time += 10_000;
    expect(trustAsSeen(role(), time)).toBe(third);
    await iam.send(new GetRoleCommand({ RoleName: 'app' }));
    expect(role()).not.toHaveProperty('previousTrustPolicy');
    expect(sandbox.world.state.transitions).toEqual([]);
  });

  it('keeps no old document when changes are seen at once', async () => {
    await create('app');
    await update(other);
    expect(sandbox.world.state.iam.roles['app']).not.toHaveProperty('previousTrustPolicy');
  });

  it('refuses bad documents and leaves the old one', async () => {
    await create('app');
    const answer = await refusal(update(podTrust.replace('"Action"', '"Resource":"*","Action"')));
    expect(answer).toEqual({
      name: 'MalformedPolicyDocumentException',
      status: 400,
      message: 'Has prohibited field Resource',
    });
    expect(await refusal(update(podTrust.replace('{', `{"Id":"${'x'.repeat(2048)}",`)))).toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for ACLSizePerRole: 2048',
    });
    expect(sandbox.world.state.iam.roles['app']?.trustPolicy).toBe(podTrust);
    expect(await refusal(update(podTrust, 'none'))).toMatchObject({ name: 'NoSuchEntityException', status: 404 });
  });

  it('shows deleted principals as ids, which cannot be written back', async () => {
    const caller = await create('caller');
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: [roleArn('caller'), account] }, Action: 'sts:AssumeRole' },
        { Effect: 'Allow', Principal: { AWS: roleArn('caller') }, Action: 'sts:TagSession' },
      ],
    });
    await create('target', { AssumeRolePolicyDocument: trust });
    await create('bystander');
    await iam.send(new DeleteRoleCommand({ RoleName: 'caller' }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'target' }));
    const shown = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    const id = caller.Role?.RoleId ?? '';
    expect(JSON.parse(shown)).toMatchObject({
      Statement: [{ Principal: { AWS: [id, account] } }, { Principal: { AWS: id } }],
    });
    expect(sandbox.world.state.iam.roles['bystander']?.trustPolicy).toBe(podTrust);
    expect(await refusal(update(shown, 'target'))).toEqual({
      name: 'MalformedPolicyDocumentException',
      status: 400,
      message: `Invalid principal in policy: "AWS":"${id}"`,
    });
    await create('caller');
    expect(sandbox.world.state.iam.roles['target']?.trustPolicy).toContain(id);
  });
});

describe('other changes of a role', () => {
  it('UpdateRole and UpdateRoleDescription', async () => {
    await create('app', { MaxSessionDuration: 7200 });
    await iam.send(new UpdateRoleCommand({ RoleName: 'app', Description: 'one', MaxSessionDuration: 3600 }));
    await iam.send(new UpdateRoleCommand({ RoleName: 'app', MaxSessionDuration: 43200 }));
    const updated = await iam.send(new UpdateRoleDescriptionCommand({ RoleName: 'app', Description: 'two' }));
    expect(updated.Role).toMatchObject({ Description: 'two', MaxSessionDuration: 43200 });
    await iam.send(new UpdateRoleCommand({ RoleName: 'app' }));
    expect(sandbox.world.state.iam.roles['app']).toMatchObject({ description: 'two', maxSessionDuration: 3600 });
  });

  it('boundaries', async () => {
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
    await create('app');
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'app', PermissionsBoundary }));
    expect(sandbox.world.state.iam.roles['app']?.permissionsBoundaryArn).toBe(PermissionsBoundary);
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'app' }));
    expect(sandbox.world.state.iam.roles['app']).not.toHaveProperty('permissionsBoundaryArn');
    const none = { RoleName: 'app', PermissionsBoundary: `arn:aws:iam::${account}:policy/none` };
    expect(await refusal(iam.send(new PutRolePermissionsBoundaryCommand(none)))).toMatchObject({
      name: 'NoSuchEntityException',
    });
    const bad = { RoleName: 'app', PermissionsBoundary: 'arn:aws:iam::aws:role/none' };
    expect(await refusal(iam.send(new PutRolePermissionsBoundaryCommand(bad)))).toMatchObject({
      name: 'InvalidInputException',
    });
  });

  it('tags', async () => {
    await create('app', { Tags: [{ Key: 'Team', Value: 'a' }] });
    await iam.send(
      new TagRoleCommand({
        RoleName: 'app',
        Tags: [
          { Key: 'team', Value: 'b' },
          { Key: 'x', Value: '' },
        ],
      }),
    );
    const first = await iam.send(new ListRoleTagsCommand({ RoleName: 'app', MaxItems: 1 }));
    expect(first).toMatchObject({ Tags: [{ Key: 'team', Value: 'b' }], IsTruncated: true });
    const second = await iam.send(new ListRoleTagsCommand({ RoleName: 'app', MaxItems: 1, Marker: first.Marker }));
    expect(second).toMatchObject({ Tags: [{ Key: 'x', Value: '' }], IsTruncated: false });
    await iam.send(new UntagRoleCommand({ RoleName: 'app', TagKeys: ['TEAM', 'none'] }));
    expect(sandbox.world.state.iam.roles['app']?.tags).toEqual({ x: '' });
    const fifty = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
    expect(await refusal(iam.send(new TagRoleCommand({ RoleName: 'app', Tags: fifty })))).toMatchObject({
      name: 'LimitExceededException',
      status: 409,
    });
    expect(sandbox.world.state.iam.roles['app']?.tags).toEqual({ x: '' });
  });

  it('service-linked roles stay as they are', async () => {
    const RoleName = 'AWSServiceRoleForAmazonEKS';
    addRole(sandbox.world, RoleName, {}, { trustPolicy: podTrust, serviceLinked: true });
    const message = `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`;
    const PolicyDocument = podTrust;
    for (const call of [
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })),
      iam.send(new DeleteRoleCommand({ RoleName })),
      iam.send(new UpdateRoleCommand({ RoleName })),
    ]) {
      expect(await refusal(call)).toEqual({ name: 'UnmodifiableEntityException', status: 400, message });
    }
  });
});

describe('callers with policies', () => {
  it('may do what these allow', async () => {
    await create('app', { Path: '/team/', Tags: [{ Key: 'team', Value: 'a' }] });
    await create('other');
    const { credentials } = sandbox.user('bob', {
      some: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'iam:GetRole', Resource: roleArn('*', '/team/') },
      }),
    });
    const bob = sandbox.iamOf(credentials);
    expect((await bob.send(new GetRoleCommand({ RoleName: 'app' }))).Role?.RoleName).toBe('app');
    expect(await refusal(bob.send(new GetRoleCommand({ RoleName: 'other' })))).toMatchObject({
      name: 'AccessDenied',
      status: 403,
    });
    expect(await refusal(bob.send(new DeleteRoleCommand({ RoleName: 'app' })))).toMatchObject({ name: 'AccessDenied' });
  });
});
