import {
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListExportsCommand,
  ListStacksCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { emptyState } from '../../src/index.ts';
import { refusal, roleArn } from '../running-sandbox.ts';
import { roleTemplate, trust } from './cluster-templates.ts';
import { runStackSandbox, type StackSandbox } from './stack-sandbox.ts';

let sandbox: StackSandbox;

beforeAll(async () => {
  sandbox = await runStackSandbox();
});

afterEach(async () => {
  await sandbox.restore();
});

afterAll(async () => {
  await sandbox.stop();
});

const gateway = { Type: 'AWS::EC2::InternetGateway' };
const iam = { Capabilities: ['CAPABILITY_NAMED_IAM' as const] };
const exporting = {
  Resources: { Gateway: gateway },
  Outputs: { It: { Value: { Ref: 'Gateway' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}::It' } } } },
};
const importing = {
  Resources: { Role: roleTemplate().Resources.Role1 },
  Outputs: { It: { Value: { 'Fn::ImportValue': 'source::It' } } },
};

function update(name: string, template: unknown, more: object = {}) {
  return sandbox.cf.send(
    new UpdateStackCommand({ StackName: name, TemplateBody: JSON.stringify(template), ...iam, ...more }),
  );
}

/** The roles of the account by their names, as far as the tests look at them. */
function roles() {
  return Object.values(sandbox.sandbox.world.state.iam.roles);
}

describe('a stack', () => {
  it('is found by its name, after its deletion only by its id, and its template is given back as it came', async () => {
    const text = `  ${JSON.stringify(exporting, undefined, 3)}\n`;
    const { StackId = '' } = await sandbox.create('source', text);
    const { TemplateBody } = await sandbox.cf.send(new GetTemplateCommand({ StackName: 'source' }));
    expect(TemplateBody).toBe(text);
    await sandbox.remove(StackId);
    for (const call of [
      () => sandbox.look('source'),
      () => sandbox.cf.send(new GetTemplateCommand({ StackName: 'source' })),
    ]) {
      expect(await refusal(call())).toMatchObject({ name: 'ValidationError', status: 400 });
    }
    expect(await sandbox.look(StackId)).toMatchObject({ StackStatus: 'DELETE_COMPLETE', StackName: 'source' });
    expect((await sandbox.cf.send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
    // Deleting what is gone, or never was, is no error.
    await sandbox.remove(StackId);
    await sandbox.remove('never');
  });

  it('keeps the order of its tags, and the last value of a key that is given twice', async () => {
    const Tags = [
      { Key: '9', Value: 'nine' },
      { Key: 'a', Value: 'old' },
      { Key: '1', Value: 'one' },
      { Key: 'a', Value: 'new' },
    ];
    const { Tags: kept } = await sandbox.create('tagged', roleTemplate(), { Tags });
    expect(kept).toEqual([Tags[0], { Key: 'a', Value: 'new' }, Tags[2]]);
    expect(roles()[0]?.tags).toEqual({ '1': 'one', '9': 'nine', a: 'new' });
  });

  it('is made once for a token, and refused for another one or other parameters', async () => {
    const input = { StackName: 'once', TemplateBody: JSON.stringify(exporting), ClientRequestToken: 'operation-step' };
    const first = await sandbox.cf.send(new CreateStackCommand(input));
    const second = await sandbox.cf.send(new CreateStackCommand(input));
    expect(second.StackId).toBe(first.StackId);
    for (const other of [{ ClientRequestToken: 'other' }, { Tags: [{ Key: 'a', Value: 'b' }] }]) {
      const refused = await refusal(sandbox.cf.send(new CreateStackCommand({ ...input, ...other })));
      expect(refused.name).toBe('AlreadyExistsException');
    }
  });

  it('is not deleted as long as it is protected', async () => {
    await sandbox.create('safe', exporting, { EnableTerminationProtection: true });
    expect(await sandbox.look('safe')).toMatchObject({ EnableTerminationProtection: true });
    expect(await refusal(sandbox.remove('safe'))).toMatchObject({ name: 'ValidationError' });
    const open = { StackName: 'safe', EnableTerminationProtection: false };
    await sandbox.cf.send(new UpdateTerminationProtectionCommand(open));
    await sandbox.remove('safe');
    expect((await refusal(sandbox.look('safe'))).name).toBe('ValidationError');
  });

  it.each([
    ['ROLLBACK', 'ROLLBACK_COMPLETE', 0],
    ['DO_NOTHING', 'CREATE_FAILED', 1],
    ['DELETE', 'DELETE_COMPLETE', 0],
  ] as const)('that cannot be made, with %s, ends as %s', async (OnFailure, status, left) => {
    const broken = { Resources: { ...roleTemplate().Resources, Bad: { ...gateway, DependsOn: 'Policy1' } } };
    await sandbox.control('POST', 'faults', { service: 'cloudformation', operation: 'CREATE Bad', error: 'Boom' });
    expect((await sandbox.create('bad', broken, { OnFailure })).StackStatus).toBe(status);
    expect(roles()).toHaveLength(left);
  });

  it('of another one is listed by pages and statuses', async () => {
    for (let index = 0; index < 101; index += 1) await sandbox.create(`many-${index}`, exporting);
    await sandbox.remove('many-0');
    const page = await sandbox.cf.send(new DescribeStacksCommand({}));
    expect(page.Stacks).toHaveLength(100);
    expect(page).not.toHaveProperty('NextToken');
    const all = await sandbox.cf.send(new ListStacksCommand({}));
    const rest = await sandbox.cf.send(new ListStacksCommand({ NextToken: all.NextToken }));
    expect([all.StackSummaries?.length, rest.StackSummaries?.length, rest.NextToken]).toEqual([100, 1, undefined]);
    const gone = await sandbox.cf.send(new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }));
    expect(gone.StackSummaries?.map(({ StackName }) => StackName)).toEqual(['many-0']);
    const foreign = sandbox.cf.send(new DescribeStacksCommand({ NextToken: all.NextToken }));
    expect((await refusal(foreign)).name).toBe('ValidationError');
  });
});

describe('exports', () => {
  it('are imported by other stacks, which keeps them from going', async () => {
    await sandbox.create('source', exporting);
    const user = await sandbox.create('user', importing);
    const { Exports } = await sandbox.cf.send(new ListExportsCommand({}));
    expect(Exports).toMatchObject([{ Name: 'source::It', Value: user.Outputs?.[0]?.OutputValue }]);
    expect((await refusal(sandbox.remove('source'))).message).toMatch(/source::It as it is in use by user/);
    await update('source', { Resources: { Gateway: gateway } });
    expect(await sandbox.look('source')).toMatchObject({
      StackStatus: 'UPDATE_ROLLBACK_COMPLETE',
      Outputs: [{ ExportName: 'source::It' }],
    });
    await sandbox.remove('user');
    await sandbox.remove('source');
    expect((await refusal(sandbox.look('source'))).name).toBe('ValidationError');
  });

  it('that there are not let a stack fail, and so do those of another one', async () => {
    const stack = await sandbox.create('user', importing);
    expect(stack).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
    const told = (await sandbox.events('user')).find(({ what }) => what === 'user ROLLBACK_IN_PROGRESS');
    expect(told?.reason).toMatch(/No export named source::It found\. Rollback requested/);
    const twice = { ...exporting, Outputs: { It: { Value: 'x', Export: { Name: 'same' } } } };
    await sandbox.create('first', twice);
    expect((await sandbox.create('second', twice)).StackStatus).toBe('ROLLBACK_COMPLETE');
  });
});

describe('an update', () => {
  it('changes a role in place, and says so when there is nothing to change', async () => {
    await sandbox.create('role', roleTemplate({}, ['s3:GetObject']));
    const [before] = roles();
    const tags = { Tags: [{ Key: 'podpass:operation', Value: 'two' }] };
    const managed = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] };
    const next = roleTemplate({ ...managed, AssumeRolePolicyDocument: trust('ec2.amazonaws.com') }, ['s3:PutObject']);
    await update('role', next, tags);
    expect(await sandbox.look('role')).toMatchObject({ StackStatus: 'UPDATE_COMPLETE', ...tags });
    const [after] = roles();
    expect(after).toMatchObject({
      id: before?.id,
      attachedPolicyArns: managed.ManagedPolicyArns,
      tags: { 'podpass:operation': 'two' },
    });
    expect(after?.trustPolicy).toContain('ec2.amazonaws.com');
    expect(after?.inlinePolicies['role-Policy1']).toContain('s3:PutObject');
    expect(await refusal(update('role', next))).toMatchObject({
      name: 'ValidationError',
      message: 'No updates are to be performed.',
    });
  });

  it('replaces what cannot be changed, and takes the old one away at the end', async () => {
    const template = (CidrBlock: string, more: object = {}) => ({
      Resources: { Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock } }, ...more },
      Outputs: { Net: { Value: { Ref: 'Net' } } },
    });
    const first = await sandbox.create('net', template('10.0.0.0/16', { Gone: gateway }));
    await update('net', template('10.1.0.0/16', { New: gateway }));
    const second = await sandbox.look('net');
    expect(second.StackStatus).toBe('UPDATE_COMPLETE');
    expect(second.Outputs?.[0]?.OutputValue).not.toBe(first.Outputs?.[0]?.OutputValue);
    const [networks] = Object.values(sandbox.sandbox.world.state.ec2);
    expect(Object.values(networks?.vpcs ?? {}).map(({ cidr }) => cidr)).toEqual(['10.1.0.0/16']);
    expect(Object.keys(networks?.internetGateways ?? {})).toHaveLength(1);
    const { StackResources = [] } = await sandbox.cf.send(new DescribeStackResourcesCommand({ StackName: 'net' }));
    expect(StackResources.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['Net', 'New']);
  });

  it('that fails goes back to what was, replaced resources included', async () => {
    const template = (CidrBlock: string, description: string, more: object = {}) => ({
      ...roleTemplate({ Description: description }),
      Resources: {
        ...roleTemplate({ Description: description }).Resources,
        Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock } },
        ...more,
      },
    });
    await sandbox.create('net', template('10.0.0.0/16', 'one'));
    const before = structuredClone([sandbox.sandbox.world.state.ec2, roles()]);
    await sandbox.control('POST', 'faults', { service: 'cloudformation', operation: 'CREATE Bad', error: 'Boom' });
    await update('net', template('10.1.0.0/16', 'two', { Bad: { ...gateway, DependsOn: ['Net', 'Policy1'] } }));
    expect(await sandbox.look('net')).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
    const events = await sandbox.events('net');
    expect(events.find(({ what }) => what === 'net UPDATE_ROLLBACK_IN_PROGRESS')?.reason).toMatch(/\[Bad\]/);
    expect([sandbox.sandbox.world.state.ec2, roles()]).toEqual(before);
  });
});

describe('change sets', () => {
  const changeSet = (template: unknown, more: Partial<CreateChangeSetCommandInput> = {}) =>
    sandbox.cf.send(
      new CreateChangeSetCommand({
        ...{ StackName: 'role', ChangeSetName: 'next', ...iam, TemplateBody: JSON.stringify(template) },
        ...more,
      }),
    );
  const described = () => sandbox.cf.send(new DescribeChangeSetCommand({ StackName: 'role', ChangeSetName: 'next' }));

  it('that change nothing fail with the words that eksctl looks for', async () => {
    const Tags = [{ Key: 'alpha.eksctl.io/cluster-name', Value: 'shop' }];
    await sandbox.create('role', roleTemplate(), { Tags });
    await changeSet(roleTemplate(), { Tags: [...Tags, ...Tags] });
    expect(await described()).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason: expect.stringContaining("The submitted information didn't contain changes"),
    });
    const execute = new ExecuteChangeSetCommand({ StackName: 'role', ChangeSetName: 'next' });
    expect((await refusal(sandbox.cf.send(execute))).name).toMatch(/InvalidChangeSetStatus/);
  });

  it('are shown, then executed', async () => {
    await sandbox.create('role', roleTemplate());
    await changeSet(roleTemplate({ Description: 'two', RoleName: 'fixed' }));
    const { Changes, ChangeSetId } = await described();
    expect(Changes).toMatchObject([
      { ResourceChange: { Action: 'Modify', LogicalResourceId: 'Role1', Replacement: 'True' } },
    ]);
    await sandbox.cf.send(new ExecuteChangeSetCommand({ ChangeSetName: ChangeSetId }));
    expect((await sandbox.look('role')).StackStatus).toBe('UPDATE_COMPLETE');
    expect(roles().map(({ name, inlinePolicies }) => [name, Object.keys(inlinePolicies)])).toEqual([
      ['fixed', ['role-Policy1']],
    ]);
  });

  it('make a stack, which is only looked at until then', async () => {
    await changeSet(roleTemplate(), { ChangeSetType: 'CREATE' });
    expect((await sandbox.look('role')).StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect((await described()).Changes).toHaveLength(2);
    await sandbox.cf.send(new ExecuteChangeSetCommand({ StackName: 'role', ChangeSetName: 'next' }));
    expect(await sandbox.look('role')).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Outputs: [{ OutputKey: 'Role1' }],
    });
  });

  it('of a stack that is not there are refused with ValidationError', async () => {
    expect((await refusal(changeSet(roleTemplate()))).name).toBe('ValidationError');
    expect((await refusal(described())).name).toBe('ValidationError');
  });
});

describe('permissions', () => {
  it('are asked for the stack, and for each resource on behalf of the caller', async () => {
    const { iam: state } = sandbox.sandbox.world.state;
    const secretAccessKey = 'builder-secret';
    const allow = (Action: string[]) =>
      JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
    state.users['builder'] = {
      ...{ name: 'builder', arn: 'arn:aws:iam::111122223333:user/builder', id: 'AIDABUILDER0000000000' },
      accessKeys: { AKIABUILDER000000000: { secretAccessKey } },
      attachedPolicyArns: [],
      inlinePolicies: { own: allow(['cloudformation:CreateStack', 'ec2:*']) },
    };
    const cf = sandbox.cfAs({ accessKeyId: 'AKIABUILDER000000000', secretAccessKey });
    const create = (StackName: string, template: unknown, more: object = {}) =>
      cf.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), ...iam, ...more }));
    await create('allowed', exporting);
    expect((await sandbox.look('allowed')).StackStatus).toBe('CREATE_COMPLETE');
    await create('denied', roleTemplate());
    const failed = (await sandbox.events('denied')).find(({ what }) => what === 'Role1 CREATE_FAILED');
    expect(failed?.reason).toMatch(/builder is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::/);
    const removal = cf.send(new DeleteStackCommand({ StackName: 'allowed' }));
    expect(await refusal(removal)).toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(
        /cloudformation:DeleteStack on resource: arn:aws:cloudformation:.*stack\/allowed\//,
      ),
    });
    const passing = create('passed', exporting, { RoleARN: roleArn('deployer') });
    expect((await refusal(passing)).message).toMatch(/iam:PassRole/);
  });
});

describe('time', () => {
  it('passes for each resource, and an exported account goes on where it stopped', async () => {
    let now = Date.UTC(2026, 0, 1);
    const slow = await runStackSandbox({ state: emptyState({ transitions: { stack: 1000 } }), now: () => now });
    const status = async () => (await slow.look('role')).StackStatus;
    expect((await slow.create('role', roleTemplate())).StackStatus).toBe('CREATE_IN_PROGRESS');
    expect((await slow.events('role'))[0]?.what).toBe('Role1 CREATE_IN_PROGRESS');
    now += 1000;
    expect(await status()).toBe('CREATE_IN_PROGRESS');
    const { body: state } = await slow.control('GET', 'state');
    expect((await slow.control('PUT', 'state', state)).status).toBeLessThan(300);
    now += 1000;
    expect(await status()).toBe('CREATE_COMPLETE');
    // The status has changed when the call returns: waiters take the one before for a failure.
    await slow.remove('role');
    expect(await status()).toBe('DELETE_IN_PROGRESS');
    const { StackEvents = [] } = await slow.cf.send(new DescribeStackEventsCommand({ StackName: 'role' }));
    const times = StackEvents.map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
    expect(times).toEqual(times.toSorted((left, right) => right - left));
    await slow.stop();
  });
});
