import { CreateRoleCommand, GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { DeregisterClusterCommand, ListInsightsCommand } from '@aws-sdk/client-eks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster } from '../test-cluster.ts';
import { type RawRequest, send } from './raw-request.ts';

let running: RunningSandbox;

beforeAll(async () => {
  running = await runSandbox({ state: stateWith({ clusters: [await testCluster('demo')] }) });
});
afterAll(() => running.stop());

const associations = '/clusters/demo/pod-identity-associations';

describe('rest-json', () => {
  it.each<[string, Partial<RawRequest>, number, string]>([
    ['broken JSON', { method: 'POST', path: associations, body: '{"namespace":' }, 400, 'SerializationException'],
    ['JSON that is no object', { method: 'POST', path: associations, body: '[1]' }, 400, 'SerializationException'],
    [
      'a body that is not UTF-8',
      { method: 'POST', path: associations, body: Buffer.from([0x7b, 0xff, 0x7d]) },
      400,
      'SerializationException',
    ],
    [
      'a number for a text',
      { method: 'POST', path: associations, body: '{"namespace":1}' },
      400,
      'SerializationException',
    ],
    [
      'a text for a boolean',
      { method: 'POST', path: associations, body: '{"disableSessionTags":"no"}' },
      400,
      'SerializationException',
    ],
    ['a list for a map', { method: 'POST', path: associations, body: '{"tags":["a"]}' }, 400, 'SerializationException'],
    [
      'a number in a map',
      { method: 'POST', path: associations, body: '{"tags":{"a":1}}' },
      400,
      'SerializationException',
    ],
    [
      'a list with holes',
      { method: 'POST', path: '/clusters/demo/addons', body: '{"addonName":"x","podIdentityAssociations":[null]}' },
      400,
      'SerializationException',
    ],
    ['missing members', { method: 'POST', path: associations, body: '{}' }, 400, 'InvalidParameterException'],
    ['no body', { method: 'POST', path: associations }, 400, 'InvalidParameterException'],
    [
      'missing members deep down',
      {
        method: 'POST',
        path: '/clusters/demo/addons',
        body: '{"addonName":"x","podIdentityAssociations":[{"serviceAccount":"a"}]}',
      },
      400,
      'InvalidParameterException',
    ],
    ['an unknown path', { path: '/nowhere' }, 404, 'UnknownOperationException'],
    ['an empty label', { path: '/clusters//addons' }, 404, 'UnknownOperationException'],
    ['an unknown method', { method: 'PATCH', path: '/clusters' }, 404, 'UnknownOperationException'],
    ['a page size that is no number', { path: '/clusters?maxResults=ten' }, 400, 'SerializationException'],
    ['a page size with a point', { path: '/clusters?maxResults=1.5' }, 400, 'SerializationException'],
    [
      'a boolean that is none',
      { method: 'DELETE', path: '/clusters/demo/addons/x?preserve=perhaps' },
      400,
      'SerializationException',
    ],
  ])('refuses %s', async (_what, raw, status, error) => {
    const answer = await send(running.sandbox.url, { path: '/', service: 'eks', ...raw });
    expect({ status: answer.status, error: answer.headers['x-amzn-errortype'] }).toEqual({ status, error });
    expect(JSON.parse(answer.text)).toMatchObject({ message: expect.stringMatching(/./) });
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['/clusters/%', '/clusters/%zz', '/clusters/%ff', '/clusters?nextToken=%e0%a4'])(
    'refuses the malformed percent-encoding of %s',
    async (path) => {
      // The signing library would repair it, so the request goes out unsigned; either refusal is a clear one.
      const answer = await send(running.sandbox.url, { path });
      expect([400, 403]).toContain(answer.status);
    },
  );

  it('ignores members that it does not know, and null', async () => {
    const body = '{"__proto__":{"polluted":1},"surprise":{"deep":[1]},"namespace":null}';
    const answer = await send(running.sandbox.url, { method: 'POST', path: associations, body, service: 'eks' });
    expect(JSON.parse(answer.text)).toMatchObject({
      message: expect.stringContaining('namespace: Member must not be null'),
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('says which operations it does not serve, so that no client retries', async () => {
    const asked = new DeregisterClusterCommand({ name: 'x' });
    expect(await refusal(running.eks.send(asked))).toEqual({
      name: 'UnknownOperationException',
      message: 'The sandbox does not serve DeregisterCluster of eks.',
      status: 400,
    });
  });

  it('checks values deep down', async () => {
    const filter = { categories: ['WEATHER' as 'MISCONFIGURATION'] };
    const asked = new ListInsightsCommand({ clusterName: 'demo', filter });
    expect((await refusal(running.eks.send(asked))).message).toBe(
      'filter.categories.1.member: Member must satisfy enum value set: [UPGRADE_READINESS, MISCONFIGURATION, ROLLBACK_READINESS]',
    );
  });
});

describe('awsQuery', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const post = (body: string, service = 'iam') =>
    send(running.sandbox.url, { method: 'POST', path: '/', headers: form, body, service });

  it.each([
    ['no action', 'Version=2010-05-08', 'MissingAction'],
    ['an unknown action', 'Action=MakeCoffee&Version=2010-05-08', 'InvalidAction'],
    ['an action of Object', 'Action=constructor&Version=2010-05-08', 'InvalidAction'],
    ['the version of another service', 'Action=ListRoles&Version=2011-06-15', 'InvalidAction'],
    ['no version', 'Action=ListRoles', 'InvalidAction'],
    ['a number that is none', 'Action=ListRoles&Version=2010-05-08&MaxItems=many', 'MalformedInput'],
    ['a structure for a text', 'Action=GetRole&Version=2010-05-08&RoleName.Path=x', 'MalformedInput'],
    ['malformed percent-encoding', 'Action=GetRole&Version=2010-05-08&RoleName=%zz', 'SerializationException'],
    ['endless nesting', `Action=GetRole&Version=2010-05-08&${'a.'.repeat(50)}a=1`, 'MalformedInput'],
    ['missing members', 'Action=GetRole&Version=2010-05-08', 'ValidationError'],
    [
      'an operation that is not served',
      'Action=CreateGroup&Version=2010-05-08&GroupName=x',
      'UnknownOperationException',
    ],
  ])('refuses %s', async (_what, body, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('text/xml');
    expect(answer.text).toContain(`<Error><Type>Sender</Type><Code>${code}</Code><Message>`);
    expect(answer.text).toMatch(/<RequestId>[0-9a-f-]{36}<\/RequestId><\/ErrorResponse>$/);
  });

  it('escapes what it repeats', async () => {
    const answer = await post('Action=%3Cscript%3E&Version=%26');
    expect(answer.text).toContain('Could not find operation &lt;script&gt; for version &amp;');
  });

  it('words its validation errors as AWS does', async () => {
    const call = running.iam.send(
      new CreateRoleCommand({ RoleName: 'a b', AssumeRolePolicyDocument: '{}', MaxSessionDuration: 60 }),
    );
    expect(await refusal(call)).toEqual({
      name: 'ValidationError',
      message:
        "2 validation errors detected: Value at 'roleName' failed to satisfy constraint: Member must satisfy regular " +
        "expression pattern: [\\w+=,.@-]+; Value at 'maxSessionDuration' failed to satisfy constraint: Member must have " +
        'value greater than or equal to 3600',
      status: 400,
    });
    const page = running.iam.send(new ListRolesCommand({ MaxItems: 1001 }));
    expect((await refusal(page)).message).toContain(
      "'maxItems' failed to satisfy constraint: Member must have value less than",
    );
    const tagged = new CreateRoleCommand({
      RoleName: 'x',
      AssumeRolePolicyDocument: '{}',
      Tags: [
        { Key: 'ok', Value: 'x' },
        { Key: '', Value: 'x' },
      ],
    });
    expect((await refusal(running.iam.send(tagged))).message).toContain("Value at 'tags.2.member.key'");
    const session = new AssumeRoleCommand({ RoleArn: 'x', RoleSessionName: 'me' });
    expect((await refusal(running.sts.send(session))).message).toContain("Value at 'roleArn'");
  });

  it('answers with the namespace and result element of the operation', async () => {
    const answer = await post('Action=ListRoles&Version=2010-05-08');
    expect(answer.text).toMatch(
      /^<ListRolesResponse xmlns="https:\/\/iam.amazonaws.com\/doc\/2010-05-08\/"><ListRolesResult[^>]*><Roles\/>/,
    );
    const identity = await post('Action=GetCallerIdentity&Version=2011-06-15', 'sts');
    expect(identity.text).toContain('<Arn>arn:aws:iam::111122223333:user/sandbox-admin</Arn>');
  });

  it('finds roles by name only, never members of Object', async () => {
    for (const RoleName of ['constructor', '__proto__', 'toString']) {
      expect(await refusal(running.iam.send(new GetRoleCommand({ RoleName })))).toMatchObject({ status: 404 });
    }
  });
});

it('refuses bodies over 1 MiB', async () => {
  const body = `{"namespace":"${'x'.repeat(1024 * 1024)}"}`;
  const answer = await send(running.sandbox.url, { method: 'POST', path: associations, body, service: 'eks' });
  expect(answer.status).toBe(413);
});
