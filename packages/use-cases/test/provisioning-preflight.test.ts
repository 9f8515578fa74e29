import { isOperationOver } from '@podpass/inventory';
import { emptyState, type SandboxState } from '@podpass/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createConfig,
  getOperation,
  previewProvision,
  saveRevision,
  startProvision,
  watchOperation,
} from '../src/index.ts';
import { tester } from './support/end-of.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';

const account = '111122223333';
let database: TestStore;
let house: House;

beforeAll(async () => {
  database = await openTestStore();
});
beforeEach(async () => {
  const transitions = { cluster: 10, addon: 10, nodegroup: 10, stack: 5, pod: 5 };
  const state = emptyState({ account, transitions });
  for (const user of Object.values(state.iam.users)) user.inlinePolicies['reading'] = policy(reading);
  const [admin] = Object.values(state.iam.users);
  if (admin)
    state.iam.users['operator'] = {
      ...admin,
      name: 'operator',
      arn: `arn:aws:iam::${account}:user/operator`,
      accessKeys: {},
    };
  house = await openHouse(state, database);
});
afterEach(async () => {
  await house.close();
  expect(house.crashes).toEqual([]);
});
afterAll(async () => {
  await database.close();
});

const reading = [
  {
    Effect: 'Allow',
    Action: [
      'eks:List*',
      'eks:Describe*',
      'iam:List*',
      'iam:Get*',
      'iam:Simulate*',
      'ec2:Describe*',
      'cloudformation:Describe*',
    ],
    Resource: '*',
  },
];

const text = `kind: Cluster
metadata: {name: team, project: defaultproject}
spec: {blueprint: minimal, cloudprovider: demo, type: eks}
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata: {name: team, region: us-west-2, version: "1.34"}
addons:
- {name: eks-pod-identity-agent}
- {name: aws-ebs-csi-driver}
iam:
  withOIDC: true
  serviceAccounts:
  - {metadata: {name: a, namespace: app}, roleName: irsa-a, attachPolicyARNs: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]}
  podIdentityAssociations:
  - {namespace: app, serviceAccountName: b, createServiceAccount: true, wellKnownPolicies: {externalDNS: true}}
accessConfig:
  accessEntries:
  - principalARN: arn:aws:iam::${account}:user/operator
    accessPolicies: [{policyARN: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", accessScope: {type: cluster}}]
managedNodeGroups:
- {name: a, instanceType: m5.large, desiredCapacity: 1, iam: {withAddonPolicies: {autoScaler: true}}}
`;

describe('the preflight', () => {
  it('names what is missing as a policy that suffices, on the ARNs of the plan, and lacks nothing', async () => {
    const { Statement } = await missing();
    const resources = Statement.flatMap(({ Resource }) => Resource);
    expect(resources).toContain(`arn:aws:eks:us-west-2:${account}:cluster/team`);
    expect(Statement.filter(({ Resource }) => Resource.includes('*')).map(({ Action }) => Action.join(' '))).toEqual([
      expect.stringMatching(/^(ec2:\w+ ?)+$/),
    ]);
    expect(Statement.find(({ Action }) => Action.includes('iam:PassRole'))?.Condition).toBeDefined();

    // A statement that is left out is asked for again, as it was.
    const passing = Statement.filter(({ Condition }) => Condition !== undefined);
    for (const left of [Statement[0], passing.at(-1), Statement.at(-1)]) {
      grant(Statement.filter((each) => each !== left));
      expect((await missing()).Statement).toEqual([left]);
    }
    grant(Statement);
    const plan = await previewProvision(house.env, text);
    expect(plan.findings.filter(({ severity }) => severity === 'blocked')).toEqual([]);
    const { operation } = await provision();
    expect(operation.error).toBeUndefined();
    expect(operation.state).toBe('done');
  });
});

interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
  Condition?: object;
}

async function missing(): Promise<{ Statement: Statement[] }> {
  const { findings } = await previewProvision(house.env, text);
  const found = findings.filter(({ code }) => code === 'permissions-missing');
  expect(found).toHaveLength(1);
  return JSON.parse(found[0]?.remedy?.replace('Give it this policy: ', '') ?? '') as { Statement: Statement[] };
}

function grant(statements: Statement[]): void {
  for (const user of usersOf(house.sandbox.world.state)) user.inlinePolicies['granted'] = policy(statements);
}

function usersOf(state: SandboxState) {
  return Object.values(state.iam.users);
}

function policy(Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

async function provision() {
  const config = await createConfig(house.env, tester, { text });
  await saveRevision(house.env, tester, { id: config.id, text, basedOn: 0 });
  const { id } = await startProvision(house.env, tester, { id: config.id });
  for await (const event of watchOperation(house.env, id, 0))
    if (event.operationState !== undefined && isOperationOver(event.operationState)) break;
  return await getOperation(house.env, id);
}
