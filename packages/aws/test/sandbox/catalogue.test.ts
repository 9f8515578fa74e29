import { demoState, startSandbox } from '@podpass/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsCall, createAwsGateways, createRememberedCatalogue } from '../../src/index.ts';
import { describeCataloguePort } from '../conformance/catalogue-port-suite.ts';
import { credentials } from './account.ts';

const homeRegion = 'us-west-2';
const unlimited = { perSecond: 5_000, burst: 5_000 };

async function open() {
  const sandbox = await startSandbox({ state: await demoState() });
  const calls: AwsCall[] = [];
  const gateways = createAwsGateways({
    homeRegion,
    regions: [homeRegion, 'eu-west-1'],
    endpoint: sandbox.url,
    credentials,
    budget: { ec2: unlimited, eks: unlimited, iam: unlimited, sts: unlimited },
    onCall: (call) => calls.push(call),
  });
  const close = async () => {
    gateways.close();
    await sandbox.close();
  };
  return { sandbox, gateways, calls, close };
}

const zones = ['a', 'b', 'c'];
const vpc = {
  name: 'production',
  public: zones.map((zone) => `production-public-us-west-2${zone}`),
  private: zones.map((zone) => `production-private-us-west-2${zone}`),
};
const regions = [homeRegion, 'eu-west-1'];

describeCataloguePort('AWS SDK against the sandbox', async () => {
  const { gateways, close } = await open();
  return { catalogue: gateways.catalogue, regions, vpc, close };
});

describeCataloguePort('remembered', async () => {
  const { gateways, close } = await open();
  return { catalogue: createRememberedCatalogue(gateways.catalogue), regions, vpc, close };
});

describe('the catalogue', () => {
  let stage: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    stage = await open();
  });
  afterAll(() => stage.close());

  it('is asked for once, and again when it is old', async () => {
    let now = 0;
    const { gateways, calls } = stage;
    const catalogue = createRememberedCatalogue(gateways.catalogue, () => now);
    const asked = () => calls.splice(0).map(({ operation }) => operation);
    asked();
    await Promise.all([catalogue.listKubernetesVersions(homeRegion), catalogue.listKubernetesVersions(homeRegion)]);
    await catalogue.listKubernetesVersions(homeRegion);
    expect(asked()).toEqual(['DescribeClusterVersions']);
    now = 60 * 60_000;
    await catalogue.listKubernetesVersions(homeRegion);
    expect(asked()).toEqual(['DescribeClusterVersions']);
  });

  it('says what access is denied, remembers no failure, and goes on with the rest', async () => {
    const catalogue = createRememberedCatalogue(stage.gateways.catalogue);
    const user = Object.values(stage.sandbox.world.state.iam.users)[0];
    if (user === undefined) throw new Error('the account has no user');
    user.inlinePolicies['no-networks'] = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: ['ec2:DescribeSubnets', 'eks:DescribeClusterVersions'], Resource: '*' },
      ],
    });
    await expect(catalogue.listNetworks(homeRegion)).rejects.toMatchObject({
      code: 'aws-access-denied',
      data: { service: 'ec2', operation: 'DescribeSubnets' },
    });
    await expect(catalogue.listKubernetesVersions(homeRegion)).rejects.toMatchObject({
      code: 'aws-access-denied',
      data: { service: 'eks', operation: 'DescribeClusterVersions' },
    });
    expect(await catalogue.listAddons(homeRegion, '1.34')).not.toEqual([]);
    delete user.inlinePolicies['no-networks'];
    expect((await catalogue.listNetworks(homeRegion)).vpcs).toHaveLength(2);
  });

  it('reads every page of subnets', async () => {
    const networks = stage.sandbox.world.state.ec2[homeRegion];
    const [pattern] = Object.values(networks?.subnets ?? {});
    if (networks === undefined || pattern === undefined) throw new Error('the account has no subnet');
    for (let index = 0; index < 1_100; index += 1) {
      const id = `subnet-1${String(index).padStart(16, '0')}`;
      networks.subnets[id] = { ...pattern, id };
    }
    const { vpcs } = await stage.gateways.catalogue.listNetworks(homeRegion);
    expect(vpcs.flatMap((known) => known.subnets)).toHaveLength(1_109);
  });
});
