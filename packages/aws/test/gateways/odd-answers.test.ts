import { type ClusterRef, isPodpassError } from '@podpass/inventory';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type AwsCall, type AwsGatewayOptions, type AwsGateways, createAwsGateways } from '../../src/index.ts';
import { type Answer, type Asked, callerIdentityAnswer, startAnswering } from './answering-server.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function open(
  answer: (asked: Asked, index: number) => Answer | Promise<Answer>,
  options: Partial<AwsGatewayOptions> = {},
) {
  const server = await startAnswering(answer);
  const gateways = createAwsGateways({
    homeRegion: 'eu-west-1',
    regions: ['eu-west-1', 'us-east-1'],
    endpoint: server.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    budget: { eks: { perSecond: 5_000, burst: 5_000 }, iam: { perSecond: 5_000, burst: 5_000 } },
    ...options,
  });
  opened.push(
    () => gateways.close(),
    () => server.close(),
  );
  return { server, ...gateways };
}

const cluster: ClusterRef = {
  key: 'prod',
  name: 'prod',
  region: 'eu-west-1',
  account: '111122223333',
  partition: 'aws',
  arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod',
};
const json = (value: unknown): Answer => ({
  headers: { 'content-type': 'application/json' },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});
const eksOnly = (answer: Answer) => (asked: Asked) => (asked.service === 'sts' ? callerIdentityAnswer : answer);

async function allOf<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const eksReads: Record<string, (eks: AwsGateways['eks']) => Promise<unknown>> = {
  describeCluster: (eks) => eks.describeCluster('prod'),
  listNodeGroups: (eks) => eks.listNodeGroups(cluster),
  listFargateProfiles: (eks) => eks.listFargateProfiles(cluster),
  listAccessEntries: (eks) => eks.listAccessEntries(cluster),
  describeAddon: (eks) => eks.describeAddon(cluster, 'coredns'),
  createAddon: (eks) => eks.createAddon(cluster, { addon: 'coredns', clientToken: 'token' }),
  listAssociations: (eks) => allOf(eks.listAssociations(cluster)),
  describeAssociation: (eks) => eks.describeAssociation(cluster, 'a-1'),
  updateAssociation: (eks) => eks.updateAssociation(cluster, 'a-1', { clientToken: 'token' }),
};

describe('answers of EKS that lack what they always have', () => {
  it.each(Object.entries(eksReads))('are no TypeError: %s', async (_name, read) => {
    const { eks } = await open(eksOnly(json({})));
    await expect(read(eks)).rejects.toMatchObject({
      code: 'aws-unavailable',
      data: { service: 'eks', detail: expect.stringMatching(/^the answer has no \w+/) as string },
      awsRequestId: expect.stringMatching(/^request-\d/) as string,
    });
  });

  it.each(['<html>proxy error</html>', '{"cluster": {', '[1,2', 'null', '""'])(
    'whatever is in the body: %s',
    async (body) => {
      const { eks } = await open(eksOnly(json(body)));
      await expect(eks.describeCluster('prod')).rejects.toMatchObject({ code: 'aws-unavailable' });
    },
  );

  it('are refused if a member is of another kind', async () => {
    const addon = { addonName: 'coredns', status: 'ACTIVE', configurationValues: { not: 'a text' } };
    const { eks } = await open(eksOnly(json({ addon })));
    await expect(eks.describeAddon(cluster, 'coredns')).rejects.toMatchObject({
      code: 'aws-unavailable',
      data: { detail: 'the answer has no valid addon.configurationValues' },
    });
  });

  it('are a PodpassError or a good answer, whatever the JSON', async () => {
    const members = [
      'cluster',
      'nodegroups',
      'addon',
      'associations',
      'association',
      'accessEntries',
      'fargateProfileNames',
      'status',
      'nextToken',
    ];
    const state = { body: '{}' };
    const { eks } = await open((asked) => (asked.service === 'sts' ? callerIdentityAnswer : json(state.body)), {
      callTimeoutMs: 2_000,
    });
    const odd = fc.dictionary(fc.constantFrom(...members), fc.jsonValue({ maxDepth: 2 }));
    await fc.assert(
      fc.asyncProperty(odd, fc.constantFrom(...Object.values(eksReads)), async (value, read) => {
        state.body = JSON.stringify(value);
        await read(eks).catch((error: unknown) => {
          if (!isPodpassError(error)) throw error;
        });
      }),
      { numRuns: 150 },
    );
  });
});

describe('pages', () => {
  it('end although the service gives the same token for ever', async () => {
    const { eks, server } = await open(eksOnly(json({ associations: [], nextToken: 'again' })));
    expect(await allOf(eks.listAssociations(cluster))).toEqual([[], []]);
    expect(server.asked).toHaveLength(2);
  });

  it('end with a refusal if what should be a token is none', async () => {
    const { eks } = await open(eksOnly(json({ nodegroups: [], nextToken: {} })));
    await expect(eks.listNodeGroups(cluster)).rejects.toMatchObject({ code: 'aws-unavailable' });
  });

  it('end with an empty token', async () => {
    const { eks } = await open(eksOnly(json({ nodegroups: [], nextToken: '' })));
    expect(await eks.listNodeGroups(cluster)).toEqual([]);
  });
});

describe('documents of IAM', () => {
  const role = (document: string): Answer => ({
    headers: { 'content-type': 'text/xml' },
    body: `<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role><Path>/</Path>
      <RoleName>r</RoleName><RoleId>AROA</RoleId><Arn>arn:aws:iam::111122223333:role/r</Arn>
      <CreateDate>2026-01-15T08:00:00Z</CreateDate><AssumeRolePolicyDocument>${document}</AssumeRolePolicyDocument>
      </Role></GetRoleResult></GetRoleResponse>`,
  });

  it.each([
    [
      'encoded as IAM does',
      '%7B%22Version%22%3A%222012-10-17%22%2C%22a%22%3A%22100%25%20%C3%A4%2B%22%7D',
      '{"Version":"2012-10-17","a":"100% ä+"}',
    ],
    ['not encoded at all', '{"a":"100%"}', '{"a":"100%"}'],
  ])('are read when %s', async (_name, sent, read) => {
    const { iam } = await open(() => role(sent));
    expect(await iam.getRole('r')).toMatchObject({ trustPolicy: read, createdAt: '2026-01-15T08:00:00.000Z' });
  });

  it('are missed when they are missing', async () => {
    const { iam } = await open(() => ({
      headers: { 'content-type': 'text/xml' },
      body: '<GetRoleResponse><GetRoleResult/></GetRoleResponse>',
    }));
    await expect(iam.getRole('r')).rejects.toMatchObject({
      code: 'aws-unavailable',
      data: { detail: 'the answer has no Role' },
    });
  });
});

describe('regions', () => {
  it('that fail are told apart from those that answer', async () => {
    const { eks } = await open((asked) => {
      if (asked.service === 'sts') return callerIdentityAnswer;
      if (asked.region === 'eu-west-1') return json({ clusters: ['prod'] });
      return { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: '{"message":"not here"}' };
    });
    expect(await eks.listClusters()).toMatchObject({
      clusters: [{ key: 'prod', arn: cluster.arn }],
      failures: [{ region: 'us-east-1', error: { code: 'aws-access-denied', data: { detail: 'not here' } } }],
    });
  });
});

describe('calls', () => {
  it('are five reads and three writes at a time for each service', async () => {
    const slow = async (asked: Asked): Promise<Answer> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return asked.service === 'sts' ? callerIdentityAnswer : json({ addon: { addonName: 'a', status: 'ACTIVE' } });
    };
    const reading = await open(slow);
    await Promise.all(Array.from({ length: 20 }, () => reading.eks.describeAddon(cluster, 'a')));
    expect(reading.server.seen.mostInFlight).toBe(5);
    const writing = await open(slow);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        writing.eks.createAddon(cluster, { addon: 'a', clientToken: `${index}` }),
      ),
    );
    expect(writing.server.seen.mostInFlight).toBe(3);
  });

  it('are told of attempt by attempt', async () => {
    const calls: AwsCall[] = [];
    const { eks } = await open(
      (_asked, index) =>
        index === 0
          ? { status: 500, headers: { 'x-amzn-errortype': 'ServerException' }, body: '{"message":"oops"}' }
          : json({ addon: { addonName: 'a', status: 'ACTIVE' } }),
      { onCall: (call) => calls.push(call) },
    );
    await eks.describeAddon(cluster, 'a');
    const attempt = {
      service: 'eks',
      operation: 'DescribeAddon',
      region: 'eu-west-1',
      durationMs: expect.any(Number) as number,
    };
    expect(calls).toEqual([
      { ...attempt, outcome: 'ServerException', awsRequestId: 'request-1' },
      { ...attempt, outcome: 'ok', awsRequestId: 'request-2' },
    ]);
  });

  it('wait as long as Retry-After says', async () => {
    const at: number[] = [];
    const { eks } = await open((_asked, index) => {
      at.push(performance.now());
      if (index > 0) return json({ addon: { addonName: 'a', status: 'ACTIVE' } });
      return {
        status: 503,
        headers: { 'retry-after': '1', 'x-amzn-errortype': 'ServiceUnavailableException' },
        body: '{}',
      };
    });
    await eks.describeAddon(cluster, 'a');
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(900);
  });

  it('end when the person leaves, also between two attempts', async () => {
    const reason = new Error('left');
    const leaving = new AbortController();
    const { iam, server } = await open(() => {
      setTimeout(() => leaving.abort(reason), 10);
      return {
        status: 400,
        body: '<ErrorResponse><Error><Code>Throttling</Code><Message>slow</Message></Error></ErrorResponse>',
      };
    });
    await expect(iam.getRole('r', { signal: leaving.signal })).rejects.toBe(reason);
    expect(server.asked.length).toBeLessThan(3);
  });
});

describe('an endpoint that is not there', () => {
  it('is said plainly', async () => {
    const { eks, close } = createAwsGateways({
      homeRegion: 'eu-west-1',
      regions: [],
      endpoint: 'http://127.0.0.1:9',
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
      callTimeoutMs: 500,
    });
    opened.push(close);
    await expect(eks.listClusters()).rejects.toMatchObject({
      code: 'aws-unavailable',
      data: { detail: 'the connection was refused (ECONNREFUSED)' },
    });
  });

  it('with no credentials anywhere, they are what is missing', async () => {
    const nowhere = {
      AWS_ACCESS_KEY_ID: '',
      AWS_PROFILE: '',
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const before = { ...process.env };
    Object.assign(process.env, nowhere);
    opened.push(() => {
      process.env = before;
    });
    const { eks, mintKubernetesToken, close } = createAwsGateways({
      homeRegion: 'eu-west-1',
      regions: [],
      endpoint: 'http://127.0.0.1:9',
    });
    opened.push(close);
    await expect(eks.listClusters()).rejects.toMatchObject({ code: 'aws-credentials-missing' });
    await expect(mintKubernetesToken(cluster)).rejects.toMatchObject({ code: 'aws-credentials-missing' });
  });
});
