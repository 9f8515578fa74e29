import {
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ACCESS_KEY } from '../../src/index.ts';
import { REGION } from '../running-sandbox.ts';
import { networkResources } from './cluster-templates.ts';
import { runStackSandbox, type StackSandbox } from './stack-sandbox.ts';

let sandbox: StackSandbox;
let ec2: EC2Client;

beforeAll(async () => {
  sandbox = await runStackSandbox();
  ec2 = new EC2Client({ endpoint: sandbox.sandbox.url, region: REGION, credentials: ADMIN_ACCESS_KEY, maxAttempts: 1 });
});

afterAll(async () => {
  ec2.destroy();
  await sandbox.stop();
});

const template = {
  Resources: networkResources(),
  Outputs: { VPC: { Value: { Ref: 'VPC' } }, Address: { Value: { Ref: 'NATIP' } } },
};

/** The account without what is only history, and without records that became empty. */
function account({ sandbox: { world } }: StackSandbox): unknown {
  const { ec2: networks, iam, eks } = structuredClone(world.state);
  const filled = Object.values(networks[REGION] ?? {}).filter((records) => Object.keys(records).length > 0);
  return { filled, iam, clusters: Object.values(eks).map(({ clusters }) => clusters) };
}

describe('a network', () => {
  it('is made in the order of its dependencies, and goes without a trace', async () => {
    const before = account(sandbox);
    const stack = await sandbox.create('net', template, { Tags: [{ Key: 'podpass:cluster', Value: 'shop' }] });
    expect(stack.StackStatusReason).toBeUndefined();
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const vpcId = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'VPC')?.OutputValue ?? '';
    const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [vpcId] }));
    expect(vpc?.CidrBlock).toBe('192.168.0.0/16');
    expect(Object.fromEntries((vpc?.Tags ?? []).map(({ Key, Value }) => [Key, Value]))).toEqual({
      'podpass:cluster': 'shop',
      Name: 'net/VPC',
      'aws:cloudformation:stack-name': 'net',
      'aws:cloudformation:stack-id': stack.StackId,
      'aws:cloudformation:logical-id': 'VPC',
    });
    const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand(inVpc));
    expect(
      Subnets.map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch).toSorted(
        (left, right) => Number(left) - Number(right),
      ),
    ).toEqual([...[false, false, false], ...[true, true, true]]);
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand(inVpc));
    const ways = RouteTables.flatMap(({ Routes = [] }) =>
      Routes.filter(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0').map(
        ({ GatewayId, NatGatewayId }) => (GatewayId ?? NatGatewayId ?? '').slice(0, 4),
      ),
    );
    expect(ways.toSorted((left, right) => left.localeCompare(right))).toEqual(['igw-', 'nat-', 'nat-', 'nat-']);

    await sandbox.remove('net');
    expect(await sandbox.look(stack.StackId ?? '')).toMatchObject({ StackStatus: 'DELETE_COMPLETE', Outputs: [] });
    expect(account(sandbox)).toEqual(before);
  });

  it('goes back when one part cannot be made, naming it', async () => {
    const before = account(sandbox);
    await sandbox.control('POST', 'faults', {
      service: 'cloudformation',
      operation: 'CREATE NATGateway',
      error: 'NatGatewayLimitExceeded',
    });
    const stack = await sandbox.create('net', template);
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    const events = await sandbox.events('net');
    expect(events).toContainEqual({
      what: 'net ROLLBACK_IN_PROGRESS',
      reason: 'The following resource(s) failed to create: [NATGateway]. Rollback requested by user.',
    });
    const failed = events.find(({ what }) => what === 'NATGateway CREATE_FAILED');
    expect(failed?.reason).toContain('NatGatewayLimitExceeded');
    expect(account(sandbox)).toEqual(before);
    await sandbox.remove('net');
  });

  it('stays when it cannot be deleted, and goes once it can', async () => {
    const { StackId = '' } = await sandbox.create('net', template);
    await sandbox.control('POST', 'faults', {
      service: 'cloudformation',
      operation: 'DELETE AWS::EC2::InternetGateway',
      error: 'DependencyViolation',
    });
    await sandbox.remove('net');
    expect(await sandbox.look('net')).toMatchObject({
      StackStatus: 'DELETE_FAILED',
      StackStatusReason: 'The following resource(s) failed to delete: [InternetGateway]. ',
    });
    await sandbox.remove('net');
    expect((await sandbox.look(StackId)).StackStatus).toBe('DELETE_COMPLETE');
  });
});
