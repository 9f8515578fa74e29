import { type AssociationSpec, type ChangeRequestInput, PodpassError } from '@podpass/inventory';
import { demoState, type SandboxState } from '@podpass/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { getAssociation, listAssociations, listAudit, listServiceAccounts } from '../src/index.ts';
import { over, runToEnd, tester } from './support/end-of.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';

const cluster = 'demo-eks-cluster';
const account = 'arn:aws:iam::111122223333';
let state: SandboxState;
let database: TestStore;
let house: House;

beforeAll(async () => {
  [state, database] = await Promise.all([demoState(), openTestStore()]);
});
beforeEach(async () => {
  house = await openHouse(state, database);
});
afterEach(async () => {
  await house.close();
  expect(house.crashes).toEqual([]);
});
afterAll(async () => {
  await database.close();
});

function adding(...associations: z.input<typeof AssociationSpec>[]): ChangeRequestInput {
  return { kind: 'add-associations', associations };
}

const rolesNow = () => house.sandbox.world.state.iam.roles;
const clusterNow = () => {
  const found = house.sandbox.world.state.eks['us-west-2']?.clusters[cluster];
  if (!found) throw new Error('the demo cluster is gone');
  return found;
};
const associationOf = (namespace: string, serviceAccount: string) =>
  Object.values(clusterNow().associations).find(
    (association) => association.namespace === namespace && association.serviceAccount === serviceAccount,
  );

describe('adding', () => {
  it('makes role, permissions, namespace, service account and association, and says so in the audit log', async () => {
    const request = adding({
      namespace: 'fresh',
      serviceAccount: 'writer',
      createServiceAccount: true,
      role: {
        kind: 'new',
        path: '/made/',
        policyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
        inlinePolicy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}]}',
        wellKnownPolicies: ['ebsCSIController', 'externalDNS'],
        permissionsBoundaryArn: `${account}:policy/workload-boundary`,
      },
      tags: { team: 'fresh' },
    });
    const { operation } = await runToEnd(house.env, cluster, request);
    expect(operation.state).toBe('done');

    const association = associationOf('fresh', 'writer');
    const role = rolesNow()[association?.roleArn.split('/').at(-1) ?? ''];
    expect(association).toMatchObject({ roleArn: role?.arn, tags: { team: 'fresh' }, disableSessionTags: false });
    expect(role).toMatchObject({
      path: '/made/',
      permissionsBoundaryArn: `${account}:policy/workload-boundary`,
      attachedPolicyArns: expect.arrayContaining([
        'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
        'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy',
      ]),
    });
    expect(Object.keys(role?.inlinePolicies ?? {}).toSorted()).toEqual(['podpass-externalDNS', 'podpass-permissions']);
    expect(JSON.parse(role?.trustPolicy ?? '{}')).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Condition: { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'fresh' } },
        },
      ],
    });
    const [entry] = (await listAudit(house.env, { limit: 1 })).items;
    expect(entry).toMatchObject({
      actor: 'ann',
      action: 'add-associations',
      outcome: 'done',
      operationId: operation.id,
    });
    expect(JSON.stringify(entry?.after)).toContain('AmazonS3ReadOnlyAccess');
  });

  it('does nothing twice: the same request again ends well and makes nothing', async () => {
    const request = adding({
      namespace: 'shop',
      serviceAccount: 'storefront',
      role: { kind: 'new', policyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] },
    });
    await runToEnd(house.env, cluster, request);
    const roles = Object.keys(rolesNow()).length;
    const associations = Object.keys(clusterNow().associations).length;
    const again = await runToEnd(house.env, cluster, request);
    expect(again.operation).toMatchObject({ state: 'done', plan: { steps: [] } });
    expect(Object.keys(rolesNow())).toHaveLength(roles);
    expect(Object.keys(clusterNow().associations)).toHaveLength(associations);
  });

  it('takes a request with a key that was used before for the same operation', async () => {
    const request = adding({
      namespace: 'shop',
      serviceAccount: 'storefront',
      role: { kind: 'existing', roleArn: `${account}:role/demo-eks-full` },
    });
    const key = '3f0c6b0e-8a0d-4a40-9b55-000000000001';
    const first = await runToEnd(house.env, cluster, request, key);
    const second = await runToEnd(house.env, cluster, request, key);
    expect(second.operation.id).toBe(first.operation.id);
  });

  it('adds to a trust policy once for all service accounts that share the role', async () => {
    const role = { kind: 'existing', roleArn: `${account}:role/invoices-reader`, fixTrust: 'service-account' } as const;
    const { operation } = await runToEnd(
      house.env,
      cluster,
      adding(
        { namespace: 'shop', serviceAccount: 'images', role },
        { namespace: 'shop', serviceAccount: 'thumbnails', role },
      ),
    );
    expect(operation.state).toBe('done');
    expect(operation.plan.steps.filter((step) => step.action.kind === 'update-trust-policy')).toHaveLength(1);
    const trust = JSON.parse(rolesNow()['invoices-reader']?.trustPolicy ?? '{}') as { Statement: unknown[] };
    expect(trust.Statement).toHaveLength(2);
  });

  it('refuses before anything is done when a finding blocks', async () => {
    const before = JSON.stringify(clusterNow().associations);
    const request = adding({
      namespace: 'shop',
      serviceAccount: 'storefront',
      role: { kind: 'existing', roleArn: `${account}:role/invoices-reader` },
    });
    await expect(runToEnd(house.env, cluster, request)).rejects.toMatchObject({
      code: 'plan-blocked',
      data: { findings: [expect.objectContaining({ code: 'trust-missing' })] },
    });
    expect(JSON.stringify(clusterNow().associations)).toBe(before);
  });

  it('does the good rows of many and takes back only what the bad one made', async () => {
    await house.control('POST', 'faults', {
      service: 'iam',
      operation: 'AttachRolePolicy',
      times: 1,
      error: 'AccessDenied',
      phase: 'before',
    });
    const made = ['a', 'b', 'c'].map((serviceAccount) => ({
      namespace: 'many',
      serviceAccount,
      createServiceAccount: true,
      role: { kind: 'new' as const, policyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] },
    }));
    const { operation } = await runToEnd(house.env, cluster, adding(...made));
    expect(operation.state).toBe('partial');
    const present = ['a', 'b', 'c'].filter((name) => associationOf('many', name) !== undefined);
    expect(present).toHaveLength(2);
    expect(Object.keys(rolesNow()).filter((name) => name.includes('-many-'))).toHaveLength(2);
    expect(operation.error?.code).toBe('aws-access-denied');
  });
});

describe('updating and deleting', () => {
  it('changes role, target, session settings and tags, and only what differs', async () => {
    const { id } = associationOf('shop', 'checkout') ?? { id: '' };
    const { operation } = await runToEnd(house.env, cluster, {
      kind: 'update-association',
      associationId: id,
      roleArn: `${account}:role/demo-eks-full`,
      targetRoleArn: 'arn:aws:iam::444455556666:role/elsewhere',
      disableSessionTags: true,
      sessionPolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
      tags: { owner: 'ann' },
    });
    expect(operation.state).toBe('done');
    expect(associationOf('shop', 'checkout')).toMatchObject({
      roleArn: `${account}:role/demo-eks-full`,
      targetRoleArn: 'arn:aws:iam::444455556666:role/elsewhere',
      disableSessionTags: true,
      tags: { owner: 'ann' },
    });
    const cleared = await runToEnd(house.env, cluster, {
      kind: 'update-association',
      associationId: id,
      targetRoleArn: null,
      sessionPolicy: null,
    });
    expect(cleared.operation.state).toBe('done');
    const after = associationOf('shop', 'checkout');
    expect(after?.targetRoleArn).toBeUndefined();
    expect(after?.policy).toBeUndefined();
  });

  it('does nothing of an edit when EKS refuses a part of it', async () => {
    const { id } = associationOf('shop', 'checkout') ?? { id: '' };
    const { operation } = await runToEnd(house.env, cluster, {
      kind: 'update-association',
      associationId: id,
      disableSessionTags: true,
      roleArn: `${account}:role/demo-eks-full`,
      sessionPolicy: '{"Version":"2012-10-17","Statement":[]}',
      tags: { owner: 'ann' },
    });
    expect(operation).toMatchObject({ state: 'undone', error: { code: 'aws-invalid-request' } });
    expect(associationOf('shop', 'checkout')).toMatchObject({ tags: { team: 'shop' }, disableSessionTags: false });
  });

  it('is undone only as far as nobody has changed it since, and done anew when it is retried', async () => {
    const { id } = associationOf('shop', 'checkout') ?? { id: '' };
    const edit = { kind: 'update-association', associationId: id } as const;
    const [one, two] = [`${account}:role/target-one`, `${account}:role/target-two`];
    const first = await runToEnd(house.env, cluster, { ...edit, targetRoleArn: one });
    const roleArn = `${account}:role/demo-eks-full`;
    await runToEnd(house.env, cluster, { ...edit, roleArn });
    await house.env.engine.undo(first.operation.id, tester);
    const undone = await over(house.env, first.operation.id, first.events.length);
    expect(undone.operation.state).toBe('undone');
    expect(associationOf('shop', 'checkout')).toMatchObject({ roleArn });
    expect(associationOf('shop', 'checkout')?.targetRoleArn).toBeUndefined();

    await house.env.engine.retry(first.operation.id, tester);
    const retried = await over(house.env, first.operation.id, undone.events.length);
    expect(retried.operation.state).toBe('done');
    expect(associationOf('shop', 'checkout')).toMatchObject({ targetRoleArn: one });

    await runToEnd(house.env, cluster, { ...edit, targetRoleArn: two });
    await house.env.engine.undo(first.operation.id, tester);
    const refused = await over(house.env, first.operation.id, retried.events.length);
    expect(refused.operation.state).toBe('stuck');
    expect(refused.events.find(({ stepState }) => stepState === 'undo-failed')).toMatchObject({
      error: { code: 'changed-since' },
    });
    expect(associationOf('shop', 'checkout')).toMatchObject({ targetRoleArn: two });
  });

  it('leaves associations of add-ons alone', async () => {
    const { id } = associationOf('kube-system', 'ebs-csi-controller-sa') ?? { id: '' };
    await expect(
      runToEnd(house.env, cluster, { kind: 'delete-associations', associationIds: [id] }),
    ).rejects.toBeInstanceOf(PodpassError);
    expect(associationOf('kube-system', 'ebs-csi-controller-sa')).toBeDefined();
  });

  it('deletes, restarts, and the pods come up without Pod Identity', async () => {
    const { id } = associationOf('shop', 'checkout') ?? { id: '' };
    const { operation } = await runToEnd(house.env, cluster, {
      kind: 'delete-associations',
      associationIds: [id],
      restart: true,
    });
    expect(operation.state).toBe('done');
    const { items } = await listServiceAccounts(house.env, cluster, { namespace: 'shop' });
    expect(items.find(({ name }) => name === 'checkout')?.pods).toMatchObject({ podIdentity: 0, none: 3 });
  });

  it('switches exactly the restarted pods to Pod Identity', async () => {
    const { id } = associationOf('shop', 'catalog') ?? { id: '' };
    const association = associationOf('shop', 'catalog');
    if (association) association.visibleAt = Date.now();
    const before = await getAssociation(house.env, cluster, id);
    const images = await getUsage('images');
    const { operation } = await runToEnd(house.env, cluster, {
      kind: 'restart-workloads',
      workloads: before.workloads.map(({ kind, namespace, name }) => ({ kind, namespace, name })),
    });
    expect(operation.state).toBe('done');
    const after = await getAssociation(house.env, cluster, id);
    expect(after.row.cluster?.pods).toMatchObject({ podIdentity: 2, irsa: 0 });
    expect(await getUsage('images')).toEqual(images);
  });
});

async function getUsage(name: string) {
  const { items } = await listServiceAccounts(house.env, cluster, { namespace: 'shop' });
  return items.find((item) => item.name === name)?.pods;
}

describe('other changes', () => {
  it('installs the agent where it is missing and waits for every node', async () => {
    const { operation } = await runToEnd(house.env, 'legacy-prod', { kind: 'install-agent' });
    expect(operation.state).toBe('done');
    expect(
      house.sandbox.world.state.eks['us-west-2']?.clusters['legacy-prod']?.addons['eks-pod-identity-agent'],
    ).toMatchObject({
      status: 'ACTIVE',
    });
  });

  it('fixes a trust policy, after which the list shows it as trusted', async () => {
    const { operation } = await runToEnd(house.env, cluster, {
      kind: 'fix-trust-policy',
      roleArn: `${account}:role/analytics-reporter`,
      scope: 'service-account',
      serviceAccounts: [{ namespace: 'analytics', serviceAccount: 'reporter' }],
    });
    expect(operation.state).toBe('done');
    const { items } = await listAssociations(house.env, cluster, {
      namespace: 'analytics',
      serviceAccount: 'reporter',
    });
    expect(items[0]?.trust.status).toBe('ok');
  });

  it('keeps the AWS part of the list when the cluster cannot be asked', async () => {
    await house.control('POST', 'faults', {
      service: 'kubernetes',
      operation: '*',
      times: 1000,
      error: 'disconnect',
      phase: 'before',
    });
    const { items, problems } = await listAssociations(house.env, cluster, {});
    expect(items).toHaveLength(6);
    expect(items.every((item) => item.details !== undefined && item.cluster === undefined)).toBe(true);
    expect(problems).toMatchObject([{ source: 'kubernetes', code: 'kubernetes-unreachable' }]);
  });
});
