import { demoState, emptyState, type SandboxState } from '@podpass/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  controlOperation,
  createBlueprint,
  createConfig,
  planChange,
  previewProvision,
  saveRevision,
  startProvision,
  validateConfig,
} from '../src/index.ts';
import { wholeAccount } from './support/account.ts';
import { over, runToEnd, tester } from './support/end-of.ts';
import { account, configText, ownPlace, roleArn } from './support/configs-to-provision.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';

let database: TestStore;
let house: House;
/** A standard network and one with private subnets. */
let networks: SandboxState['ec2'];

beforeAll(async () => {
  networks = (await demoState({ region: 'us-west-2' })).ec2;
  database = await openTestStore();
});
beforeEach(async () => {
  const transitions = { cluster: 10, addon: 10, nodegroup: 10, stack: 5, pod: 5 };
  const state = { ...emptyState({ account, transitions }), ec2: structuredClone(networks) };
  house = await openHouse(state, database);
});
afterEach(async () => {
  await house.close();
  expect(house.crashes).toEqual([]);
});
afterAll(async () => {
  await database.close();
});

const agent = 'addons:\n- name: eks-pod-identity-agent\n';
const irsa =
  '{metadata: {name: reader, namespace: app}, roleName: irsa-reader, attachPolicyARNs: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]}';
const oneGroup = 'managedNodeGroups:\n- {name: a, instanceType: m5.large, desiredCapacity: 2}\n';

async function provision(text: string) {
  const { diagnostics } = await validateConfig(house.env, text);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  const config = await createConfig(house.env, tester, { text });
  await saveRevision(house.env, tester, { id: config.id, text, basedOn: 0 });
  const { operation, events } = await provisionAgain(config.id);
  return { id: config.id, operation, events };
}

async function provisionAgain(id: string) {
  return await over(house.env, (await startProvision(house.env, tester, { id })).id);
}

describe('a blueprint', () => {
  it('is applied to the cluster, left alone when it is there, and taken back with the operation', async () => {
    await createBlueprint(house.env, tester, {
      name: 'no-ingress',
      description: '',
      basedOn: { name: 'default', version: 'latest' },
      components: { 'ingress-controller-v1': false },
      note: '',
    });
    const text = configText(agent + oneGroup, { blueprint: '  blueprint: no-ingress\n  blueprintversion: v1' });
    const { id, operation, events } = await provision(text);
    expect(operation.error).toBeUndefined();
    expect(operation.state).toBe('done');
    const cluster = await house.env.eks.describeCluster('team');
    const port = house.env.kubernetes(cluster);
    const workloads = (await port.listWorkloads()).filter(({ namespace }) => namespace === 'podpass-system');
    expect(workloads.map(({ kind, name, ready = 0 }) => `${kind} ${name} ${ready}`).toSorted()).toEqual([
      'CronJob object-backup 0',
      'DaemonSet log-collector 2',
      'DaemonSet network-policies 2',
      'DaemonSet node-exporter 2',
      'Deployment cost-model 1',
      'Deployment kube-state-metrics 1',
      'Deployment log-store 1',
      'Deployment policy-audit 1',
      'Deployment prometheus 1',
    ]);
    const role = await port.getObject({ kind: 'ClusterRole', metadata: { name: 'podpass-prometheus' } });
    expect(role?.labels).toMatchObject({
      'app.kubernetes.io/managed-by': 'podpass',
      'app.kubernetes.io/component': 'monitoring',
      'podpass.io/blueprint': 'no-ingress',
      'podpass.io/operation': operation.id,
    });

    const again = await provisionAgain(id);
    expect(again.operation.state).toBe('done');
    const repeated = again.events.filter(({ stepId }) => stepId?.endsWith('apply-component'));
    expect(repeated.filter(({ stepState }) => stepState === 'done')).toEqual([]);

    await house.env.engine.undo(operation.id, tester);
    const undone = await over(house.env, operation.id, events.length);
    expect(undone.operation.state).toBe('undone');
    const taken = undone.events.slice(events.length).map(({ message }) => message);
    expect(taken).toEqual(expect.arrayContaining(['Deleted monitoring', 'Deleted backup', 'Deleted cluster team']));
  });

  it('with the ingress controller is refused beside the agent, in the words of the rule, and fits without it', async () => {
    const blocked = async (body: string) => {
      const plan = await previewProvision(house.env, configText(body, { blueprint: '  blueprint: default' }));
      expect(plan.steps.filter(({ action }) => action.kind === 'apply-component')).toHaveLength(8);
      return plan.findings.filter(({ severity }) => severity === 'blocked').map(({ message }) => message);
    };
    expect(await blocked(agent + oneGroup)).toEqual([
      expect.stringContaining(
        'installs ingress-controller-v1, which cannot share a cluster with eks-pod-identity-agent',
      ),
    ]);
    expect(await blocked(oneGroup)).toEqual([]);
  });
});

describe('a configuration', () => {
  it('with a network, roles, node groups, access and encryption of its own is made as it says', async () => {
    await makeRoles();
    const { operation } = await provision(configText(ownPlace(subnets().map(({ id }) => id))));
    expect(operation.error).toBeUndefined();
    expect(operation.plan.findings.map(({ code }) => code)).toEqual(['no-effect']);
    const made = state().eks['us-west-2']?.clusters['team'];
    expect(made).toMatchObject({
      roleArn: roleArn('cluster'),
      vpc: {
        subnetIds: subnets()
          .slice(0, 2)
          .map(({ id }) => id),
      },
      logging: ['api', 'audit'],
      encryption: { keyArn: `arn:aws:kms:us-west-2:${account}:key/a` },
      authenticationMode: 'API_AND_CONFIG_MAP',
    });
    const groups = Object.values(made?.nodegroups ?? {}).toSorted((one, other) => one.name.localeCompare(other.name));
    expect(groups).toEqual([
      expect.objectContaining({ name: 'back', capacityType: 'ON_DEMAND', instanceTypes: ['m6i.large', 'm6i.xlarge'] }),
      expect.objectContaining({
        name: 'front',
        nodeRoleArn: roleArn('node'),
        capacityType: 'SPOT',
        labels: expect.objectContaining({ tier: 'front' }),
        taints: [{ key: 'dedicated', value: 'front', effect: 'NO_SCHEDULE' }],
        tags: expect.objectContaining({ owner: 'a', 'podpass:cluster': expect.stringContaining('cluster/team') }),
      }),
    ]);
    expect(made?.accessEntries[roleArn('operator')]).toMatchObject({
      kubernetesGroups: ['operators'],
      policies: [expect.objectContaining({ scope: { type: 'namespace', namespaces: ['app'] } })],
    });
    const port = house.env.kubernetes(await house.env.eks.describeCluster('team'));
    const account_ = await port.getServiceAccount('app', 'reader');
    expect(account_?.annotations['eks.amazonaws.com/role-arn']).toBe(roleArn('irsa-reader'));
    expect(state().iam.roles['irsa-reader']?.trustPolicy).toContain('system:serviceaccount:app:reader');
    const providers = Object.values(state().iam.oidcProviders);
    expect(providers).toHaveLength(1);

    const deletion = async (turnOffProtection = false) => {
      const request = { kind: 'delete-cluster', confirm: 'team', turnOffProtection } as const;
      const plan = await planChange(house.env, 'team', request);
      const kinds = plan.steps.map(({ action }) => action.kind);
      return { kinds, findings: plan.findings.map(({ severity, code, subject }) => `${severity} ${code} ${subject}`) };
    };
    expect(await deletion()).toEqual({
      kinds: [
        'delete-node-group',
        'delete-node-group',
        'delete-cluster',
        'delete-oidc-provider',
        'delete-role',
        'delete-stack',
      ],
      findings: [],
    });
    await port.applyObject({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'shop', namespace: 'app' },
      spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
    });
    if (made) made.deletionProtection = true;
    for (const provider of providers) provider.tags = {};
    const held = await deletion();
    expect(held.kinds).not.toContain('delete-oidc-provider');
    expect(held.findings).toEqual([
      'blocked deletion-protected team',
      'manual left-in-place app/shop',
      expect.stringContaining('warning left-in-place arn:aws:iam::111122223333:oidc-provider/'),
    ]);
    const asked = await deletion(true);
    expect(asked.kinds[0]).toBe('unprotect-cluster');
    expect(asked.findings[0]).toBe('warning deletion-protected team');
  });

  it('with protection is protected last of all; undoing turns that off first, deleting only where it is asked for', async () => {
    const { id, operation, events } = await provision(configText(`deleteProtection: {enabled: true}\n${oneGroup}`));
    expect(operation.error).toBeUndefined();
    const last = operation.plan.steps.at(-1);
    expect(last).toMatchObject({
      action: { kind: 'protect-cluster' },
      undo: expect.stringContaining('protection off'),
    });
    const cluster = () => state().eks['us-west-2']?.clusters['team'];
    expect(cluster()?.deletionProtection).toBe(true);

    await house.env.engine.undo(operation.id, tester);
    const undone = await over(house.env, operation.id, events.length);
    expect(undone.operation.state).toBe('undone');
    const taken = undone.events.filter(({ stepState }) => stepState === 'undone').map(({ message }) => message);
    expect(taken[0]).toBe('Turned off the deletion protection of team');
    expect(state().eks['us-west-2']?.clusters).toEqual({});

    expect((await provisionAgain(id)).operation.state).toBe('done');
    const request = { kind: 'delete-cluster', confirm: 'team' } as const;
    await expect(runToEnd(house.env, 'team', request)).rejects.toMatchObject({ code: 'plan-blocked' });
    expect(cluster()).toMatchObject({ status: 'ACTIVE', deletionProtection: true });
    const { operation: deleted } = await runToEnd(house.env, 'team', { ...request, turnOffProtection: true });
    expect(deleted.error).toBeUndefined();
    expect(state().eks['us-west-2']?.clusters).toEqual({});
  });

  it('is undone without what others have made anew under the same names, and goes once that has gone', async () => {
    await makeRoles();
    const entry = `accessConfig: {accessEntries: [{principalARN: "${roleArn('operator')}"}]}\n`;
    const pods = '{namespace: shop, serviceAccountName: cart, wellKnownPolicies: {externalDNS: true}}';
    const { operation, events } = await provision(
      configText(
        `${entry}addons: [{name: coredns}, {name: eks-pod-identity-agent}]\n${oneGroup}` +
          `iam: {withOIDC: true, podIdentityAssociations: [${pods}]}\n` +
          'fargateProfiles: [{name: jobs, selectors: [{namespace: jobs}]}]\n',
      ),
    );
    expect(operation.error).toBeUndefined();
    const made = state().eks['us-west-2']?.clusters['team'];
    const [group] = Object.values(made?.nodegroups ?? {});
    const [association] = Object.values(made?.associations ?? {});
    const [provider] = Object.values(state().iam.oidcProviders);
    const others = [
      ...[group, association, provider, made?.addons['coredns']],
      ...[made?.accessEntries[roleArn('operator')], made?.fargateProfiles['jobs']],
    ];
    for (const other of others) {
      expect(other?.tags).toMatchObject({ 'podpass:operation': operation.id });
      if (other) other.tags = { 'podpass:operation': 'another' };
    }
    await house.env.engine.undo(operation.id, tester);
    const stopped = await over(house.env, operation.id, events.length);
    expect(stopped.operation.state).not.toBe('undone');
    const told = stopped.events.filter(({ stepState }) => stepState === 'undone').map(({ message }) => message);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^The access entry of .* was not made by this operation and stays$/),
        'coredns was not installed by this operation and stays',
        `Node group ${group?.name} was not made by this operation and stays`,
        'Fargate profile jobs was not made by this operation and stays',
        `Association ${association?.id} was not made by this operation and stays`,
        `${provider?.arn} was not made by this operation and stays`,
      ]),
    );
    const failed = stopped.events.find(({ stepState }) => stepState === 'undo-failed');
    expect(failed?.error).toMatchObject({ code: 'cluster-in-use', why: expect.stringContaining(`${group?.name}`) });
    expect(state().eks['us-west-2']?.clusters['team']).toMatchObject({
      status: 'ACTIVE',
      nodegroups: { [group?.name ?? '']: {} },
      fargateProfiles: { jobs: {} },
      associations: { [association?.id ?? '']: {} },
    });

    if (group) delete made?.nodegroups[group.name];
    delete made?.fargateProfiles['jobs'];
    await house.env.engine.undo(operation.id, tester);
    expect((await over(house.env, operation.id, stopped.events.length)).operation.state).toBe('undone');
    expect(state().eks['us-west-2']?.clusters).toEqual({});
    expect(Object.values(state().iam.oidcProviders)).toEqual([provider]);
  });

  it('leaves a node group of its name that others have failed to make, and names it', async () => {
    const { id, operation } = await provision(configText(oneGroup));
    expect(operation.error).toBeUndefined();
    const [group] = Object.values(state().eks['us-west-2']?.clusters['team']?.nodegroups ?? {});
    if (group) Object.assign(group, { tags: {}, status: 'CREATE_FAILED' });
    const again = await provisionAgain(id);
    expect(again.operation).toMatchObject({ state: 'failed', error: { code: 'node-group-failed' } });
    expect(state().eks['us-west-2']?.clusters['team']?.nodegroups).toHaveProperty(
      `${group?.name}.status`,
      'CREATE_FAILED',
    );
  });

  it('keeps the protection that somebody has turned on since, and says so', async () => {
    const { operation, events } = await provision(configText(agent));
    const made = state().eks['us-west-2']?.clusters['team'];
    if (made) made.deletionProtection = true;
    const roles = Object.keys(state().iam.roles);
    expect(roles).toHaveLength(1);
    await house.env.engine.undo(operation.id, tester);
    const { operation: stopped, events: told } = await over(house.env, operation.id, events.length);
    expect(stopped.state).not.toBe('undone');
    const failed = told.filter(({ stepState }) => stepState === 'undo-failed').map(({ error }) => error?.code);
    expect(failed).toContain('cluster-protected');
    expect(made).toMatchObject({ status: 'ACTIVE', deletionProtection: true });
    // Nothing is taken away from under the cluster.
    const stacks = Object.values(state().cloudFormation?.['us-west-2']?.stacks ?? {});
    expect(stacks).toMatchObject([{ status: 'CREATE_COMPLETE' }]);
    expect(Object.keys(state().iam.roles)).toEqual(roles);
  });

  it('is made whole again when it is retried after it was undone', async () => {
    const reader =
      '{namespace: app, serviceAccountName: reader, createServiceAccount: true, wellKnownPolicies: {externalDNS: true}, ' +
      'permissionPolicyARNs: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]}';
    const text = `${agent}${oneGroup}iam: {podIdentityAssociations: [${reader}]}\n`;
    const { operation, events } = await provision(configText(text));
    expect(operation.error).toBeUndefined();
    const permissions = () =>
      Object.fromEntries(
        Object.values(state().iam.roles).map(({ name, attachedPolicyArns, inlinePolicies }) => [
          name,
          [attachedPolicyArns, Object.keys(inlinePolicies)],
        ]),
      );
    const before = permissions();
    await house.env.engine.undo(operation.id, tester);
    const undone = await over(house.env, operation.id, events.length);
    expect(undone.operation.state).toBe('undone');
    expect(state().iam.roles).toEqual({});
    await house.env.engine.retry(operation.id, tester);
    const { operation: retried, events: all } = await over(house.env, operation.id, undone.events.length);
    expect(retried).toMatchObject({ state: 'done', attempt: 3 });
    expect(permissions()).toEqual(before);
    const failed = all.slice(undone.events.length).filter(({ stepState }) => stepState === 'failed');
    expect(failed).toEqual([]);
  });

  it('that has grown adds to the stack and to the cluster what is new, keeps what is there, and takes back only that', async () => {
    const { id } = await provision(configText(`${agent}${oneGroup}`));
    const before = wholeAccount(state());
    const grown =
      `${agent}managedNodeGroups:\n- {name: b, instanceType: m5.large, desiredCapacity: 1, volumeSize: 40}\n` +
      '- {name: a, instanceType: m5.xlarge, desiredCapacity: 2}\n';
    await saveRevision(house.env, tester, { id, text: configText(grown), basedOn: 1 });
    const { operation, events } = await provisionAgain(id);
    expect(operation.error).toBeUndefined();
    expect(operation.plan.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(/^cluster-resumed: /),
      'kept-as-is: The node group a exists and is not changed: it stays with instance types m5.large (configured: m5.xlarge).',
    ]);
    expect(operation.plan.steps[0]?.title).toMatch(/^Change stack podpass-team: add NodeRoleb\w+, LaunchTemplateb\w+$/);
    const there = operation.plan.steps.filter((step) => step.there).map(({ action }) => action.kind);
    expect([...new Set(there)].toSorted()).toEqual([
      ...['create-addon', 'create-cluster', 'create-node-group', 'wait-for-addon', 'wait-for-cluster'],
      'wait-for-node-group',
    ]);
    expect(there.filter((kind) => kind === 'create-node-group')).toHaveLength(1);
    const looked = new Set(operation.plan.steps.flatMap(({ id, there: found }) => (found ? [id] : [])));
    const ended = events.filter(({ stepId, stepState }) => looked.has(stepId ?? '') && stepState !== 'running');
    expect(new Set(ended.map(({ stepState }) => stepState))).toEqual(new Set(['already-so']));
    const groups = () => Object.values(state().eks['us-west-2']?.clusters['team']?.nodegroups ?? {});
    expect(groups().map(({ name, instanceTypes }) => `${name} ${instanceTypes.join()}`)).toEqual([
      'a m5.large',
      'b m5.large',
    ]);
    await house.env.engine.undo(operation.id, tester);
    expect((await over(house.env, operation.id, events.length)).operation.state).toBe('undone');
    expect(wholeAccount(state())).toEqual(before);
  });

  it('that failed is changed and provisioned again: what nothing uses yet is made as it says now', async () => {
    await house.control('POST', 'faults', {
      service: 'eks',
      operation: 'CREATE Nodegroup a',
      times: 1,
      error: 'InsufficientFreeAddresses',
    });
    const group = (volume: number) =>
      `managedNodeGroups:\n- {name: a, instanceType: m5.large, desiredCapacity: 1, volumeSize: ${volume}}\n`;
    const { id, operation: failed } = await provision(configText(group(20)));
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'node-group-failed' } });
    await saveRevision(house.env, tester, { id, text: configText(group(60)), basedOn: 1 });
    const { operation } = await provisionAgain(id);
    expect(operation.error).toBeUndefined();
    expect(operation.plan.steps[0]?.title).toMatch(/^Change stack podpass-team: change LaunchTemplatea\w+$/);
    const [made] = Object.values(state().eks['us-west-2']?.clusters['team']?.nodegroups ?? {});
    expect(made).toMatchObject({ status: 'ACTIVE', launchTemplate: { version: '2' } });
    const template = state().ec2['us-west-2']?.launchTemplates?.[made?.launchTemplate?.id ?? ''];
    expect(JSON.stringify(template?.versions.at(-1))).toContain('"VolumeSize":60');
  });

  it('whose stack somebody has changed since is not undone over that', async () => {
    const { id } = await provision(configText(oneGroup));
    const more = `${oneGroup}- {name: b, instanceType: m5.large, desiredCapacity: 1}\n`;
    await saveRevision(house.env, tester, { id, text: configText(more), basedOn: 1 });
    const { operation, events } = await provisionAgain(id);
    expect(operation.state).toBe('done');
    const [stack] = Object.values(state().cloudFormation?.['us-west-2']?.stacks ?? {});
    const template = stack?.template.replace('Network and roles', 'All');
    if (stack !== undefined) stack.template = template ?? '';
    await house.env.engine.undo(operation.id, tester);
    const { operation: undone, events: told } = await over(house.env, operation.id, events.length);
    expect(undone.state).not.toBe('undone');
    const failed = told.filter(({ stepState }) => stepState === 'undo-failed').map(({ error }) => error?.code);
    expect(failed).toEqual(['changed-since']);
    expect(stack?.template).toBe(template);
  });

  it.each([
    { service: 'cloudformation', operation: 'DELETE AWS::EC2::VPC', error: 'InUse' },
    { service: 'iam', operation: 'DeleteRole', error: 'AccessDenied' },
    { service: 'iam', operation: 'DeleteOpenIDConnectProvider', error: 'AccessDenied' },
  ])('that was deleted and made anew is not touched by an old deletion that failed at $operation', async (fault) => {
    const first = await provision(configText(`${agent}iam: {withOIDC: true, serviceAccounts: [${irsa}]}\n`));
    expect(first.operation.error).toBeUndefined();
    await house.control('POST', 'faults', { ...fault, times: 1 });
    const deletion = await runToEnd(house.env, 'team', { kind: 'delete-cluster', confirm: 'team' });
    expect(deletion.operation.state).toBe('failed');
    expect((await provisionAgain(first.id)).operation.error).toBeUndefined();
    const before = wholeAccount(state());
    const again = { code: 'operation-superseded', data: { title: 'Provision team' } };
    await expect(controlOperation(house.env, tester, deletion.operation.id, 'retry')).rejects.toMatchObject(again);
    await expect(controlOperation(house.env, tester, first.operation.id, 'undo')).rejects.toMatchObject(again);
    // Also where nobody saw it coming, as between two replicas.
    await house.env.engine.retry(deletion.operation.id, tester);
    const { operation } = await over(house.env, deletion.operation.id, deletion.events.length);
    expect(operation.error).toMatchObject({ code: 'cluster-there-again' });
    expect(wholeAccount(state())).toEqual(before);
  });

  it('is deleted without a role of it that lets in others since, and says so before', async () => {
    await provision(configText(`iam: {withOIDC: true, serviceAccounts: [${irsa}]}\n`));
    const role = state().iam.roles['irsa-reader'];
    const policy = JSON.parse(role?.trustPolicy ?? '') as { Statement: object[] };
    const others = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const trustPolicy = JSON.stringify({ ...policy, Statement: [...policy.Statement, others] });
    await house.env.iam.updateTrustPolicy('irsa-reader', trustPolicy);
    const request = { kind: 'delete-cluster', confirm: 'team' } as const;
    const plan = await planChange(house.env, 'team', { ...request, turnOffProtection: false });
    expect(plan.findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'left-in-place The role irsa-reader was made for this cluster and stays: its trust policy lets in others, too.',
    ]);
    const { operation } = await runToEnd(house.env, 'team', request);
    expect(operation.error).toBeUndefined();
    expect(Object.keys(state().iam.roles)).toEqual(['irsa-reader']);
  });

  it('with Auto Mode needs no node group, no agent and no network add-ons; Fargate profiles come and go one by one', async () => {
    const profiles =
      'fargateProfiles:\n- {name: one, selectors: [{namespace: jobs}]}\n- {name: two, selectors: [{namespace: batch, labels: {x: y}}]}\n';
    const association = `iam:
  podIdentityAssociations:
  - {namespace: app, serviceAccountName: reader, createServiceAccount: true, permissionPolicyARNs: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]}
`;
    const { operation } = await provision(configText(`autoModeConfig: {enabled: true}\n${profiles}${association}`));
    expect(operation.error).toBeUndefined();
    const kinds = operation.plan.steps.map(({ action }) => action.kind);
    expect(kinds).not.toContain('create-addon');
    expect(kinds).not.toContain('create-node-group');
    const cluster = await house.env.eks.describeCluster('team');
    expect(cluster.autoMode).toBe(true);
    const associations = state().eks['us-west-2']?.clusters['team']?.associations ?? {};
    expect(Object.values(associations)).toEqual([expect.objectContaining({ serviceAccount: 'reader' })]);
    const made = await house.env.eks.listFargateProfiles(cluster.ref);
    expect(made.map(({ name, status }) => `${name} ${status}`)).toEqual(['one ACTIVE', 'two ACTIVE']);
    const { operation: deleted } = await runToEnd(house.env, 'team', { kind: 'delete-cluster', confirm: 'team' });
    expect(deleted.error).toBeUndefined();
    expect(state().eks['us-west-2']?.clusters).toEqual({});
    expect(Object.keys(state().iam.roles)).toEqual([]);
  });

  it('without a node is made, and what would need one is not waited for', async () => {
    const group =
      'managedNodeGroups:\n- {name: a, instanceType: m5.large, desiredCapacity: 0, minSize: 0, maxSize: 3}\n';
    const { operation } = await provision(configText(agent + group));
    expect(operation.error).toBeUndefined();
    expect(operation.plan.findings.map(({ code }) => code)).toContain('nodes-missing');
  });
});

async function makeRoles(): Promise<void> {
  for (const [name, service] of [
    ['cluster', 'eks'],
    ['node', 'ec2'],
    ['operator', 'ec2'],
  ] as const) {
    const Principal = { Service: `${service}.amazonaws.com` };
    const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
    const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement });
    await house.env.iam.createRole({ name, path: '/', trustPolicy, description: '', tags: {} });
  }
}

function state() {
  return house.sandbox.world.state;
}

function subnets() {
  return Object.values(state().ec2['us-west-2']?.subnets ?? {});
}
