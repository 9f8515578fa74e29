import { isOperationOver, type Operation } from '@podpass/inventory';
import { emptyState, type SandboxState } from '@podpass/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FEATURE_PAGE } from '../../cluster-config/test/example.ts';
import {
  createConfig,
  getOperation,
  planChange,
  previewProvision,
  saveRevision,
  startProvision,
  watchOperation,
} from '../src/index.ts';
import { runToEnd, tester } from './support/end-of.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';

const account = '679196758854';
const cluster = 'demo-eks-cluster';
/** The feature page's example, on a Kubernetes version that EKS still makes. */
const example = FEATURE_PAGE.replaceAll('"1.29"', '"1.34"')
  .replaceAll(/version: v1\..*/g, 'version: latest')
  .replace('AmazonLinux2', 'AmazonLinux2023');
let database: TestStore;
let house: House;

beforeAll(async () => {
  database = await openTestStore();
});
beforeEach(async () => {
  const transitions = { cluster: 20, addon: 20, nodegroup: 20, stack: 5, pod: 5 };
  const state = emptyState({ account, transitions });
  withPolicy(state);
  house = await openHouse(state, database);
  await makeWhatTheExampleNames();
});
afterEach(async () => {
  await house.close();
  expect(house.crashes).toEqual([]);
});
afterAll(async () => {
  await database.close();
});

/** The example uses a role and a policy that the account is to have already. */
async function makeWhatTheExampleNames(): Promise<void> {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ],
  };
  const trustPolicy = JSON.stringify(trust);
  await house.env.iam.createRole({ name: 'demo-eks-full', path: '/', trustPolicy, description: '', tags: {} });
}

function withPolicy(state: SandboxState): void {
  const arn = `arn:aws:iam::${account}:policy/demo-eks-full`;
  const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
  const document = JSON.stringify({ Version: '2012-10-17', Statement });
  state.iam.policies[arn] = {
    arn,
    name: 'demo-eks-full',
    path: '/',
    id: 'ANPADEMOEKSFULL000000',
    createdAt: 0,
    updatedAt: 0,
    defaultVersionId: 'v1',
    versions: { v1: { document, createdAt: 0 } },
    tags: {},
    awsManaged: false,
  };
}

async function provisioned(text = example) {
  const { config } = await savedConfig(text);
  const started = await startProvision(house.env, tester, { id: config.id });
  return { config, operation: await run(started.id) };
}

async function savedConfig(text: string, saved = true) {
  const config = await createConfig(house.env, tester, { text });
  if (saved) await saveRevision(house.env, tester, { id: config.id, text, basedOn: 0 });
  return { config };
}

describe('provisioning on the sandbox', () => {
  it('makes the cluster of the feature page to its last association, and deletes it without a trace', async () => {
    const before = trace();
    const { operation, config } = await provisioned();
    expect(operation.error).toBeUndefined();
    expect(operation.state).toBe('done');
    expect(await changesOfAwsWithoutRequestId(operation)).toEqual([]);
    const live = await house.env.eks.describeCluster(cluster);
    expect(live).toMatchObject({ status: 'ACTIVE', kubernetesVersion: '1.34', authenticationMode: 'API' });
    expect(live.endpointAccess).toMatchObject({ public: false, private: true });
    expect(live.tags).toMatchObject({ email: 'demo@rafay.co', env: 'dev', 'podpass:operation': operation.id });
    const [group] = await house.env.eks.listNodeGroups(live.ref);
    expect(group).toMatchObject({ name: 'ng-51ada954', status: 'ACTIVE', instanceTypes: ['t3.xlarge'] });
    expect(group?.scaling).toEqual({ min: 0, max: 2, desired: 2 });
    const addons = await house.env.making.listAddons(live.ref);
    expect(addons.toSorted()).toEqual([
      ...['aws-ebs-csi-driver', 'coredns', 'eks-pod-identity-agent', 'kube-proxy', 'vpc-cni'],
    ]);
    const pods = (await house.control('GET', `credentials?cluster=${cluster}`)) as Credentials[];
    const roles = pods.filter(({ namespace }) => namespace === 'rafay-demo');
    expect(roles.map(({ serviceAccount, mechanism }) => `${serviceAccount} ${mechanism}`).toSorted()).toEqual(
      expect.arrayContaining(['rafay-demo pod-identity', 'rafay-demo2 pod-identity', 'rafay-demo3 pod-identity']),
    );

    const again = await run((await startProvision(house.env, tester, { id: config.id })).id);
    expect(again.state).toBe('done');
    const repeated = again.plan.steps.filter(({ action }) => action.kind.startsWith('create-')).map(({ id }) => id);
    const { events } = await getOperation(house.env, again.id);
    const done = events.filter(({ stepId, stepState }) => stepState === 'done' && repeated.includes(stepId ?? ''));
    expect(done.map(({ message }) => message)).toEqual([]);

    const refused = await planChange(house.env, cluster, {
      kind: 'delete-cluster',
      confirm: 'demo',
      turnOffProtection: false,
    });
    expect(refused.findings.map(({ code }) => code)).toContain('confirmation-missing');
    const deletion = await runToEnd(house.env, cluster, { kind: 'delete-cluster', confirm: cluster });
    expect(deletion.operation.error).toBeUndefined();
    expect(deletion.operation.state).toBe('done');
    expect(trace()).toEqual(before);
  });

  it.each([
    ['eks', 'CreateNodegroup', 'AccessDeniedException', 'aws-access-denied', 'create-node-group'],
    ['cloudformation', 'CREATE NatGateway1', 'NatGatewayLimitExceeded', 'stack-failed', 'create-stack'],
  ])('stops when %s refuses %s, names the step, and can be undone', async (service, operation, error, code, kind) => {
    const before = trace();
    await house.control('POST', 'faults', { service, operation, error, times: 1, phase: 'before' });
    const { operation: failed } = await provisioned();
    expect(failed.error?.code).toBe(code);
    expect(failed.state).toBe('failed');
    const { events } = await getOperation(house.env, failed.id);
    const broken = events.filter(({ stepState }) => stepState === 'failed').map(({ stepId }) => stepId);
    expect(broken).toEqual([expect.stringContaining(kind)]);
    await house.env.engine.undo(failed.id, tester);
    const undone = await run(failed.id, events.length);
    expect(undone.state).toBe('undone');
    expect(trace()).toEqual(before);
    const taken = (await getOperation(house.env, failed.id)).events.filter(({ stepState }) => stepState === 'undone');
    const ofAws = taken.filter(({ message }) => /^Deleted (stack|cluster|node group)/.test(message));
    expect(ofAws.map(({ message }) => message)).toContain(`Deleted stack podpass-${cluster}`);
    for (const { awsRequestId } of ofAws) expect(awsRequestId).toMatch(/^[\da-f-]{36}$/);
  });

  it('refuses by name what it cannot do, before anything is made', async () => {
    const before = trace();
    const { config } = await savedConfig(example.replace('vpc:', 'karpenter:\n  version: 1.0.0\nvpc:'), false);
    const plan = await previewProvision(house.env, config.draft?.text ?? '');
    const messages = plan.findings.filter(({ severity }) => severity === 'blocked').map(({ message }) => message);
    expect(messages).toContain('karpenter is not supported by provisioning.');
    expect(trace()).toEqual(before);
  });
});

interface Credentials {
  namespace: string;
  serviceAccount: string;
  mechanism: string;
}

/** In CloudTrail a change is found by its request: each that AWS has made must name one. */
async function changesOfAwsWithoutRequestId({ id, plan }: Operation): Promise<string[]> {
  const ofAws = /^(create-(stack|cluster|addon|node-group|role|association|access-entry|oidc-provider)|attach-policy)$/;
  const wanted = plan.steps.filter(({ action }) => ofAws.test(action.kind)).map((step) => step.id);
  expect(wanted.length).toBeGreaterThan(10);
  const { events } = await getOperation(house.env, id);
  return wanted.filter(
    (step) => !events.some((event) => event.stepId === step && /^[\da-f-]{36}$/.test(event.awsRequestId ?? '')),
  );
}

/** What there is in the account by name. */
function trace() {
  const { iam, eks, cloudFormation, ec2 } = house.sandbox.world.state;
  const stacks = JSON.stringify(cloudFormation).match(/"status":"[A-Z_]+"/g) ?? [];
  return {
    roles: Object.keys(iam.roles).toSorted(),
    providers: Object.keys(iam.oidcProviders),
    clusters: Object.values(eks).flatMap((region) => Object.keys(region.clusters)),
    stacks: stacks.filter((status) => !status.includes('DELETE_COMPLETE') && status.includes('STACK')),
    networks: JSON.stringify(ec2).match(/vpc-[0-9a-f]+/g) ?? [],
  };
}

async function run(id: string, after = 0) {
  for await (const event of watchOperation(house.env, id, after))
    if (event.operationState !== undefined && isOperationOver(event.operationState)) break;
  return (await getOperation(house.env, id)).operation;
}
