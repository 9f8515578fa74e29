import type { Finding } from '@podpass/inventory';
import { emptyState } from '@podpass/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createConfig,
  type Environment,
  planChange,
  previewProvision,
  saveRevision,
  startProvision,
} from '../src/index.ts';
import { account, configText, everyKind, operatorArn } from './support/configs-to-provision.ts';
import { over, runToEnd, tester } from './support/end-of.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';
import { stepsOn } from './support/steps-on.ts';

let database: TestStore;
let house: House;

beforeAll(async () => {
  database = await openTestStore();
});
beforeEach(async () => {
  const transitions = { cluster: 10, addon: 10, nodegroup: 10, stack: 5, pod: 5 };
  house = await openHouse(emptyState({ account, transitions }), database);
  const { users } = state().iam;
  for (const user of Object.values(users)) user.inlinePolicies['reading'] = policy([reading]);
  const [admin] = Object.values(users);
  if (admin) users['operator'] = { ...admin, name: 'operator', arn: operatorArn, accessKeys: {} };
});
afterEach(async () => {
  await house.close();
  expect(house.crashes).toEqual([]);
});
afterAll(async () => {
  await database.close();
});

const reading = {
  Effect: 'Allow',
  Action: [
    ...['eks:List*', 'eks:Describe*', 'iam:List*', 'iam:Get*', 'iam:Simulate*'],
    ...['ec2:Describe*', 'cloudformation:Describe*', 'cloudformation:Get*'],
  ],
  Resource: ['*'],
};

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
    const plan = await previewProvision(house.env, everyKind);
    expect(plan.findings.filter(({ severity }) => severity === 'blocked')).toEqual([]);
    const { operation } = await provision(everyKind);
    expect(operation.error).toBeUndefined();
    expect(operation.state).toBe('done');
  });

  it('names the roles of EKS that the plan is the first to need, each with its service', async () => {
    const ofServices = async (text: string) =>
      (await missing(text)).Statement.filter(({ Action }) => Action.includes('iam:CreateServiceLinkedRole'));
    const creating = (service: string, role: string) => ({
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole'],
      Resource: [`arn:aws:iam::${account}:role/aws-service-role/${service}/${role}`],
      Condition: { StringEquals: { 'iam:AWSServiceName': service } },
    });
    const ofClusters = creating('eks.amazonaws.com', 'AWSServiceRoleForAmazonEKS');
    const ofNodeGroups = creating('eks-nodegroup.amazonaws.com', 'AWSServiceRoleForAmazonEKSNodegroup');
    const ofFargate = creating('eks-fargate.amazonaws.com', 'AWSServiceRoleForAmazonEKSForFargate');
    const fargate = configText('fargateProfiles: [{name: jobs, selectors: [{namespace: jobs}]}]\n');
    expect(await ofServices(everyKind)).toEqual(expect.arrayContaining([ofClusters, ofNodeGroups]));
    expect(await ofServices(everyKind)).toHaveLength(2);
    expect(await ofServices(fargate)).toEqual(expect.arrayContaining([ofClusters, ofFargate]));
    expect(await ofServices(fargate)).toHaveLength(2);

    // Leave to make one for another service is none for this.
    grant([{ ...ofClusters, Resource: ['*'], Condition: ofNodeGroups.Condition }]);
    expect(await ofServices(fargate)).toContainEqual(ofClusters);
    grant([ofClusters]);
    expect(await ofServices(fargate)).toEqual([ofFargate]);

    grant([]);
    haveServiceRole('AWSServiceRoleForAmazonEKS', 'eks.amazonaws.com');
    expect(await ofServices(everyKind)).toEqual([ofNodeGroups]);
    grant([deny('iam:GetRole', '*')]);
    expect(await ofServices(fargate)).toEqual([]);
  });

  it('names what EKS tries a launch template out with, and nothing of it where there is none', async () => {
    const { Statement } = await missing();
    const actions = Statement.find(({ Action }) => Action.includes('ec2:RunInstances'));
    expect(actions).toMatchObject({ Resource: ['*'], Action: expect.arrayContaining(['ec2:CreateTags']) as string[] });
    const withoutNodes = await missing(configText('addons: [{name: eks-pod-identity-agent}]\n'));
    expect(withoutNodes.Statement.flatMap(({ Action }) => Action)).not.toContain('ec2:RunInstances');
  });

  it('warns of what undoing lacks, with a policy that suffices', async () => {
    grant((await missing()).Statement);
    const before = leftInAccount();
    const { findings } = await previewProvision(house.env, everyKind);
    const undoing = findings.filter(({ code }) => code === 'undo-permissions-missing');
    expect(undoing.map(({ severity }) => severity)).toEqual(['warning']);
    const { operation, events } = await provision(everyKind);
    expect(operation.state).toBe('done');
    grant([...granted(), ...statementsOf(undoing[0])]);
    expect((await previewProvision(house.env, everyKind)).findings.map(({ code }) => code)).not.toContain(
      'undo-permissions-missing',
    );
    await house.env.engine.undo(operation.id, tester);
    const undone = await over(house.env, operation.id, events.length);
    expect(undone.events.flatMap(({ error }) => error ?? [])).toEqual([]);
    expect(undone.operation.state).toBe('undone');
    expect(leftInAccount()).toEqual(before);
  });

  it('of a cluster that grows names what adding, and taking that back, needs of its stack', async () => {
    grant([{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }]);
    expect((await provision(everyKind)).operation.state).toBe('done');
    const grown = `${everyKind}- {name: b, instanceType: m5.large, desiredCapacity: 1}\n`;
    grant([]);
    const { Statement } = await missing(grown);
    const role = Statement.find(({ Action }) => Action.includes('iam:CreateRole'));
    expect(Statement.flatMap(({ Action }) => Action)).not.toContain('cloudformation:CreateStack');
    expect(role?.Resource).toContainEqual(expect.stringContaining('podpass-team-node-b-'));
    grant(Statement);
    const before = leftInAccount();
    const { findings } = await previewProvision(house.env, grown);
    expect(findings.filter(({ severity }) => severity === 'blocked')).toEqual([]);
    const { operation, events } = await provision(grown);
    expect(operation.error).toBeUndefined();
    expect(operation.plan.steps[0]?.title).toContain('Change stack');
    grant([...granted(), ...statementsOf(findings.find(({ code }) => code === 'undo-permissions-missing'))]);
    await house.env.engine.undo(operation.id, tester);
    const undone = await over(house.env, operation.id, events.length);
    expect(undone.events.flatMap(({ error }) => error ?? [])).toEqual([]);
    expect(undone.operation.state).toBe('undone');
    expect(leftInAccount()).toEqual(before);
  });

  it('of a deletion names exactly what it needs, the parts of the stack too', async () => {
    const before = leftInAccount();
    for (const user of Object.values(state().iam.users)) delete user.inlinePolicies['reading'];
    expect((await provision(everyKind)).operation.state).toBe('done');
    for (const user of Object.values(state().iam.users)) user.inlinePolicies['reading'] = policy([reading]);
    const request = { kind: 'delete-cluster', confirm: 'team', turnOffProtection: false } as const;
    const { findings, steps } = await planChange(house.env, 'team', request);
    const Statement = statementsOf(findings.find(({ code }) => code === 'permissions-missing'));
    const actions = Statement.flatMap(({ Action }) => Action);
    const ofStack = ['ec2:DeleteNatGateway', 'ec2:ReleaseAddress', 'ec2:DeleteLaunchTemplate', 'iam:DeleteRole'];
    expect(actions).toEqual(expect.arrayContaining(ofStack));
    // What is read is allowed already.
    expect(actions.filter((action) => /:(Describe|List|Get|Create)/.test(action))).toEqual([]);
    const document = steps.find(({ action }) => action.kind === 'delete-stack')?.documents[0];
    expect(document).toMatchObject({ after: null, before: expect.stringContaining('AWS::EC2::NatGateway') as string });

    // Each of them is needed: without its statement the deletion does not come to its end.
    const network = Statement.find(({ Action }) => Action.includes('ec2:DeleteVpc'));
    const without = network?.Action.filter((action) => action !== 'ec2:ReleaseAddress') ?? [];
    grant(Statement.map((each) => (each === network ? { ...each, Action: without } : each)));
    await expect(runToEnd(house.env, 'team', request)).rejects.toMatchObject({ code: 'plan-blocked' });
    grant(Statement);
    const { operation } = await runToEnd(house.env, 'team', request);
    expect(operation.error).toBeUndefined();
    expect(leftInAccount()).toEqual(before);
  });
});

describe('the preflight in a session of a role with a path', () => {
  const name = 'AWSReservedSSO_Admins_0123';
  const arn = `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${name}`;
  const everything = { Effect: 'Allow', Action: ['*'], Resource: ['*'] };

  it('asks IAM about the role itself', async () => {
    const findings = await asSession([everything]);
    expect(findings.map(({ code }) => code)).not.toContain('permissions-unknown');
    expect(findings.filter(({ severity }) => severity === 'blocked')).toEqual([]);
  });

  it('finds it in the list of roles where it may not be looked up', async () => {
    const findings = await asSession([everything, deny('iam:GetRole', arn), deny('eks:CreateCluster', '*')]);
    const [found] = findings.filter(({ severity }) => severity === 'blocked');
    expect(found).toMatchObject({
      code: 'permissions-missing',
      message: expect.stringMatching(/eks:CreateCluster\.$/) as string,
    });
  });

  it('says what to allow where neither may be read', async () => {
    const findings = await asSession([everything, deny('iam:GetRole', arn), deny('iam:ListRoles', '*')]);
    const unknown = findings.find(({ code }) => code === 'permissions-unknown');
    expect(unknown).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('may not look up its path') as string,
      remedy: `Allow iam:GetRole on arn:aws:iam::${account}:role/*${name} to have it checked.`,
    });
  });

  it('says which simulation to allow', async () => {
    const findings = await asSession([everything, deny('iam:SimulatePrincipalPolicy', '*')]);
    const unknown = findings.find(({ code }) => code === 'permissions-unknown');
    expect(unknown?.remedy).toBe(`Allow iam:SimulatePrincipalPolicy on ${arn} to have it checked.`);
  });

  async function asSession(statements: object[]): Promise<Finding[]> {
    const role = { name, path: '/aws-reserved/sso.amazonaws.com/', description: '', tags: {} };
    const env = asAdmin();
    await env.iam.createRole({ ...role, trustPolicy: policy([{ ...assuming, Principal: { AWS: account } }]) });
    await env.iam.putInlinePolicy(name, 'all', policy(statements));
    const keys = { accessKeyId: 'ASIASESSIONOFAROLE00', secretAccessKey: 'secret', sessionToken: 'token' };
    const none = { sessionPolicies: [], tags: {}, transitiveTagKeys: [] };
    const assumedRoleArn = `arn:aws:sts::${account}:assumed-role/${name}/ann`;
    const session = {
      ...keys,
      ...none,
      assumedRoleArn,
      roleArn: arn,
      sessionName: 'ann',
      expiresAt: Date.now() + 3_600_000,
    };
    state().sessions[keys.accessKeyId] = session;
    const { steps, close } = stepsOn({
      ...{ endpoint: house.sandbox.url, region: 'us-west-2', store: database.store, credentials: keys },
    });
    try {
      return (await previewProvision({ ...steps, engine: house.env.engine }, everyKind)).findings;
    } finally {
      await close();
    }
  }
});

const assuming = { Effect: 'Allow', Action: 'sts:AssumeRole' };

function deny(action: string, resource: string) {
  return { Effect: 'Deny', Action: action, Resource: resource };
}

interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
  Condition?: object;
}

function haveServiceRole(name: string, service: string): void {
  state().iam.roles[name] = {
    ...{ name, path: `/aws-service-role/${service}/`, id: 'AROASERVICELINKED0000', serviceLinked: true },
    arn: `arn:aws:iam::${account}:role/aws-service-role/${service}/${name}`,
    ...{ createdAt: 0, trustChangedAt: 0, maxSessionDuration: 3600 },
    trustPolicy: policy([{ ...assuming, Principal: { Service: service } }]),
    ...{ attachedPolicyArns: [], inlinePolicies: {}, tags: {} },
  };
}

async function missing(text = everyKind): Promise<{ Statement: Statement[] }> {
  const { findings } = await previewProvision(house.env, text);
  const found = findings.filter(({ code }) => code === 'permissions-missing');
  expect(found).toHaveLength(1);
  return { Statement: statementsOf(found[0]) };
}

function statementsOf(finding: Finding | undefined): Statement[] {
  return (JSON.parse(finding?.document?.text ?? '') as { Statement: Statement[] }).Statement;
}

/** What the console's user has been given beside reading. */
function granted(): Statement[] {
  const [user] = Object.values(state().iam.users);
  return (JSON.parse(user?.inlinePolicies['granted'] ?? '') as { Statement: Statement[] }).Statement;
}

function grant(statements: object[]): void {
  for (const user of Object.values(state().iam.users)) user.inlinePolicies['granted'] = policy(statements);
}

function asAdmin(): Environment {
  for (const user of Object.values(state().iam.users)) user.inlinePolicies = {};
  return house.env;
}

function policy(Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

async function provision(text: string) {
  const config = await createConfig(house.env, tester, { text });
  await saveRevision(house.env, tester, { id: config.id, text, basedOn: 0 });
  return await over(house.env, (await startProvision(house.env, tester, { id: config.id })).id);
}

function state() {
  return house.sandbox.world.state;
}

function leftInAccount() {
  const { iam, eks, ec2 } = state();
  return {
    roles: Object.keys(iam.roles),
    providers: Object.keys(iam.oidcProviders),
    clusters: Object.values(eks).flatMap((region) => Object.keys(region.clusters)),
    networks: JSON.stringify(ec2).match(/(vpc|subnet|nat|eipalloc|lt)-[0-9a-f]+/g) ?? [],
  };
}
