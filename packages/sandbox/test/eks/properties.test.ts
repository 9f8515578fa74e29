import {
  CreateAddonCommand,
  CreatePodIdentityAssociationCommand,
  DeleteAddonCommand,
  DeletePodIdentityAssociationCommand,
  DescribeAddonCommand,
  DescribePodIdentityAssociationCommand,
  ListAddonsCommand,
  ListPodIdentityAssociationsCommand,
  paginateListPodIdentityAssociations,
  UpdateAddonCommand,
  UpdatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { podIdentityTrust, roleArn, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster, testNodegroup } from '../test-cluster.ts';

const clusterName = 'demo';
const ADDONS = ['aws-ebs-csi-driver', 'adot', 'vpc-cni'];
const ACCOUNTS_OF: Record<string, string[]> = {
  'aws-ebs-csi-driver': ['ebs-csi-controller-sa'],
  adot: ['adot-col-prom-metrics', 'adot-col-container-logs'],
  'vpc-cni': ['aws-node'],
};

let running: RunningSandbox;

beforeAll(async () => {
  const cluster = await testCluster(clusterName, { nodegroups: { main: testNodegroup(clusterName, 'main') } });
  const roles = { one: podIdentityTrust(), two: podIdentityTrust() };
  running = await runSandbox({ state: stateWith({ clusters: [cluster], roles }, { transitions: { addon: 0 } }) });
});
afterAll(() => running.stop());

const role = fc.constantFrom('one', 'two').map(roleArn);
const addonName = fc.constantFrom(...ADDONS);
const step = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    // The service accounts of add-ons are among them, so that the two ways of making associations collide.
    namespace: fc.constantFrom('app', 'kube-system'),
    serviceAccount: fc.constantFrom('web', 'ebs-csi-controller-sa', 'aws-node'),
    roleArn: role,
  }),
  fc.record({
    kind: fc.constant('update' as const),
    pick: fc.nat(20),
    roleArn: role,
    disableSessionTags: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('delete' as const), pick: fc.nat(20) }),
  fc.record({ kind: fc.constant('create-addon' as const), addonName, take: fc.nat(2), roleArn: role }),
  fc.record({ kind: fc.constant('update-addon' as const), addonName, take: fc.option(fc.nat(2)), roleArn: role }),
  fc.record({ kind: fc.constant('delete-addon' as const), addonName, preserve: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const wanted = (name: string, take: number, arn: string) =>
  (ACCOUNTS_OF[name] ?? []).slice(0, take).map((serviceAccount) => ({ serviceAccount, roleArn: arn }));

async function list() {
  return (await running.eks.send(new ListPodIdentityAssociationsCommand({ clusterName }))).associations ?? [];
}

async function perform(action: Step): Promise<unknown> {
  const { eks } = running;
  switch (action.kind) {
    case 'create': {
      const { kind: _, ...input } = action;
      return eks.send(new CreatePodIdentityAssociationCommand({ clusterName, ...input }));
    }
    case 'update':
    case 'delete': {
      const associations = await list();
      const associationId = associations[action.pick % Math.max(associations.length, 1)]?.associationId;
      if (associationId === undefined) {
        return undefined;
      }
      const named = { clusterName, associationId };
      if (action.kind === 'delete') {
        return eks.send(new DeletePodIdentityAssociationCommand(named));
      }
      const { roleArn: arn, disableSessionTags } = action;
      return eks.send(new UpdatePodIdentityAssociationCommand({ ...named, roleArn: arn, disableSessionTags }));
    }
    case 'create-addon': {
      const podIdentityAssociations = wanted(action.addonName, action.take, action.roleArn);
      return eks.send(new CreateAddonCommand({ clusterName, addonName: action.addonName, podIdentityAssociations }));
    }
    case 'update-addon': {
      const named = { clusterName, addonName: action.addonName };
      const podIdentityAssociations =
        action.take === null ? undefined : wanted(action.addonName, action.take, action.roleArn);
      return eks.send(
        new UpdateAddonCommand({ ...named, ...(podIdentityAssociations && { podIdentityAssociations }) }),
      );
    }
    case 'delete-addon':
      return eks.send(new DeleteAddonCommand({ clusterName, addonName: action.addonName, preserve: action.preserve }));
  }
}

/** A refused step must be refused for a reason of the caller's. */
async function attempt(action: Step): Promise<boolean> {
  try {
    await perform(action);
    return true;
  } catch (error) {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    expect([400, 404, 409]).toContain($metadata?.httpStatusCode);
    return false;
  }
}

async function checkInvariants(pageSize: number): Promise<void> {
  const { eks } = running;
  const associations = await list();
  const keys = associations.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`);
  expect(new Set(keys).size).toBe(keys.length);

  const owners = new Map<string | undefined, string[]>();
  for (const summary of associations) {
    expect(summary.associationId).toMatch(/^a-[a-z0-9]{17}$/);
    const { association } = await eks.send(
      new DescribePodIdentityAssociationCommand({ clusterName, associationId: summary.associationId }),
    );
    expect(association).toMatchObject(summary);
    owners.set(summary.ownerArn, [...(owners.get(summary.ownerArn) ?? []), summary.associationArn ?? '']);
  }
  const { addons = [] } = await eks.send(new ListAddonsCommand({ clusterName }));
  for (const name of addons) {
    const { addon } = await eks.send(new DescribeAddonCommand({ clusterName, addonName: name }));
    expect((addon?.podIdentityAssociations ?? []).toSorted()).toEqual((owners.get(addon?.addonArn) ?? []).toSorted());
    owners.delete(addon?.addonArn);
  }
  owners.delete(undefined);
  // No association is owned by an add-on that does not exist.
  expect([...owners.keys()]).toEqual([]);

  const paged: unknown[] = [];
  for await (const page of paginateListPodIdentityAssociations({ client: eks, pageSize }, { clusterName })) {
    expect(page.associations?.length).toBeLessThanOrEqual(pageSize);
    paged.push(...(page.associations ?? []));
  }
  expect(paged).toEqual(associations);
}

it('keeps associations unique, owned by what exists, and listed whole, whatever is asked', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 20 }),
      fc.integer({ min: 1, max: 4 }),
      async (steps, size) => {
        await running.restore();
        let changed = false;
        for (const action of steps) {
          changed = (await attempt(action)) || changed;
        }
        done += changed ? 1 : 0;
        await checkInvariants(size);
      },
    ),
    { numRuns: 15 },
  );
  // Sequences that only ever get refused would prove nothing.
  expect(done).toBeGreaterThan(8);
}, 120_000);

/** What EKS and IAM know; the controllers of Kubernetes never rest. */
function ofAws(): unknown {
  const { eks, iam } = running.sandbox.world.state;
  return structuredClone({ eks, iam });
}

it('changes nothing when it refuses', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      await running.restore();
      for (const action of steps) {
        const before = ofAws();
        if (!(await attempt(action))) {
          expect(ofAws()).toEqual(before);
        }
      }
    }),
    { numRuns: 8 },
  );
}, 120_000);
