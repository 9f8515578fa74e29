import { randomUUID } from 'node:crypto';
import {
  Association,
  AssociationSummary,
  Cluster,
  type ClusterRef,
  type CreateAssociationRequest,
  type EksPort,
  PodpassError,
} from '@podpass/inventory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What an implementation brings along: a port, and an account in a known state. */
export interface EksStage {
  eks: EksPort;
  otherRegion: string;
  /**
   * Keys. `main`, at home, has one node group, one Fargate profile, one access entry with a policy for one namespace,
   * `associations` associations and no add-on; `elsewhere` is of the other region and has none of these.
   */
  clusters: { main: string; elsewhere: string };
  /** How many associations `main` has at first: more than two pages. */
  associations: number;
  /** ARNs: two that pods may use, one that they may not, one that does not exist. */
  roles: { usable: string; alsoUsable: string; untrusting: string; missing: string };
  close: () => Promise<void>;
}

const sessionPolicy =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';

/** What every EksPort has to hold, whatever is behind it. */
export function describeEksPort(name: string, open: () => Promise<EksStage>): void {
  describe(`EksPort: ${name}`, () => {
    let stage: EksStage;
    let eks: EksPort;
    let main: ClusterRef;
    beforeAll(async () => {
      stage = await open();
      eks = stage.eks;
      main = (await eks.describeCluster(stage.clusters.main)).ref;
    });
    afterAll(() => stage.close());

    const create = (request: Partial<CreateAssociationRequest> = {}) =>
      eks.createAssociation(main, {
        namespace: 'suite',
        serviceAccount: `sa-${randomUUID()}`,
        roleArn: stage.roles.usable,
        disableSessionTags: false,
        tags: {},
        clientToken: randomUUID(),
        ...request,
      });

    describe('clusters', () => {
      it('are listed over all regions, with keys that say where they are', async () => {
        const { clusters, failures } = await eks.listClusters();
        expect(failures).toEqual([]);
        expect(clusters.map(({ key }) => key)).toEqual(
          expect.arrayContaining([stage.clusters.main, stage.clusters.elsewhere]),
        );
        const elsewhere = clusters.find(({ key }) => key === stage.clusters.elsewhere);
        expect(elsewhere).toMatchObject({ region: stage.otherRegion });
        expect(elsewhere?.key).toBe(`${elsewhere?.name}@${stage.otherRegion}`);
        expect(clusters.find(({ key }) => key === stage.clusters.main)).toEqual(main);
      });

      it('are described in our own shape', async () => {
        for (const key of [stage.clusters.main, stage.clusters.elsewhere]) {
          const cluster = await eks.describeCluster(key);
          expect(Cluster.parse(cluster)).toEqual(cluster);
          expect(cluster.ref.key).toBe(key);
        }
      });

      it.each([
        'no-such-cluster',
        'no-such-cluster@eu-west-1',
        'x@nowhere-1',
        'x@',
        '',
        '../etc',
        'a b',
        'ä',
        'x'.repeat(200),
      ])('that do not exist are said not to: %j', async (key) => {
        await expect(eks.describeCluster(key)).rejects.toMatchObject({
          code: 'cluster-not-found',
          data: { cluster: key },
        });
      });

      it('have parts', async () => {
        expect(await eks.listNodeGroups(main)).toMatchObject([
          { name: expect.any(String) as string, status: 'ACTIVE' },
        ]);
        expect(await eks.listFargateProfiles(main)).toMatchObject([
          { selectors: [{ namespace: expect.any(String) as string }] },
        ]);
        expect(await eks.listAccessEntries(main)).toMatchObject([
          { policies: [{ scope: 'namespace', namespaces: [expect.any(String) as string] }] },
        ]);
        const { ref } = await eks.describeCluster(stage.clusters.elsewhere);
        expect(await eks.listNodeGroups(ref)).toEqual([]);
      });

      it('that vanished have none', async () => {
        const gone = { ...main, key: 'gone', name: 'gone' };
        for (const call of [
          () => eks.listNodeGroups(gone),
          () => eks.listFargateProfiles(gone),
          () => eks.listAccessEntries(gone),
          () => eks.describeAddon(gone, 'coredns'),
          () => eks.describeAssociation(gone, `a-${'0'.repeat(17)}`),
          () => collected(eks.listAssociations(gone)),
        ]) {
          await expect(call()).rejects.toMatchObject({ code: 'cluster-not-found' });
        }
      });
    });

    describe('add-ons', () => {
      const addon = 'eks-pod-identity-agent';

      it('are installed once, recognised when the same call comes again, and taken away', async () => {
        expect(await eks.describeAddon(main, addon)).toBeUndefined();
        const request = { addon, clientToken: randomUUID() };
        const created = await eks.createAddon(main, request);
        expect(created).toMatchObject({ name: addon, version: expect.any(String) as string, associationArns: [] });
        expect(await eks.createAddon(main, request)).toMatchObject({ name: addon });
        await expect(eks.createAddon(main, { addon, clientToken: randomUUID() })).rejects.toMatchObject({
          code: 'addon-exists',
          data: { cluster: main.key, addon },
        });
        expect(await eks.describeAddon(main, addon)).toMatchObject({ name: addon });
        await eks.deleteAddon(main, addon);
        await expect.poll(() => eks.describeAddon(main, addon)).toBeUndefined();
        await eks.deleteAddon(main, addon);
      });

      it('of a version that does not exist are refused', async () => {
        const request = { addon, version: 'v0.0.0-nope', clientToken: randomUUID() };
        await expect(eks.createAddon(main, request)).rejects.toMatchObject({ code: 'aws-invalid-request' });
      });
    });

    describe('associations', () => {
      it('are listed completely, page by page', async () => {
        const pages: AssociationSummary[][] = [];
        for await (const page of eks.listAssociations(main)) pages.push(page);
        expect(pages.length).toBeGreaterThan(2);
        const all = pages.flat();
        expect(all.length).toBeGreaterThanOrEqual(stage.associations);
        expect(new Set(all.map(({ associationId }) => associationId)).size).toBe(all.length);
        expect(all.every((summary) => AssociationSummary.safeParse(summary).success)).toBe(true);
      });

      it('are created with everything, described, found by service account, and deleted', async () => {
        const request = {
          serviceAccount: 'complete',
          targetRoleArn: 'arn:aws:iam::444455556666:role/far/away',
          disableSessionTags: true,
          sessionPolicy,
          tags: { team: 'shop', 'with space': 'ä+/=' },
        };
        const created = await create(request);
        expect(Association.parse(created)).toEqual(created);
        expect(created).toMatchObject({ ...request, namespace: 'suite', roleArn: stage.roles.usable });
        expect(created.externalId).toEqual(expect.any(String));
        expect(await eks.describeAssociation(main, created.associationId)).toEqual(created);

        const found = await collected(eks.listAssociations(main, { namespace: 'suite', serviceAccount: 'complete' }));
        expect(found).toMatchObject([{ associationId: created.associationId, namespace: 'suite' }]);

        await eks.deleteAssociation(main, created.associationId);
        const missing = { code: 'association-not-found', data: { associationId: created.associationId } };
        await expect(eks.describeAssociation(main, created.associationId)).rejects.toMatchObject(missing);
        await expect(eks.deleteAssociation(main, created.associationId)).rejects.toMatchObject(missing);
        await expect(
          eks.updateAssociation(main, created.associationId, {
            roleArn: stage.roles.usable,
            clientToken: randomUUID(),
          }),
        ).rejects.toMatchObject(missing);
      });

      it('exist once: the same call again is the same association, another is told which one is in the way', async () => {
        const request = { serviceAccount: 'once', clientToken: randomUUID() };
        const { associationId } = await create(request);
        expect(await create(request)).toMatchObject({ associationId });
        await expect(create({ serviceAccount: 'once', roleArn: stage.roles.alsoUsable })).rejects.toMatchObject({
          code: 'association-exists',
          data: { namespace: 'suite', serviceAccount: 'once', associationId, roleArn: stage.roles.usable },
        });
      });

      it('need a role that exists and trusts pods', async () => {
        const { untrusting, missing } = stage.roles;
        await expect(create({ roleArn: untrusting })).rejects.toMatchObject({
          code: 'role-trust-invalid',
          data: { role: untrusting },
        });
        await expect(create({ roleArn: missing })).rejects.toMatchObject({
          code: 'role-not-visible-yet',
          data: { role: missing },
        });
        const { associationId } = await create();
        const update = (roleArn: string) =>
          eks.updateAssociation(main, associationId, { roleArn, clientToken: randomUUID() });
        await expect(update(untrusting)).rejects.toMatchObject({
          code: 'role-trust-invalid',
          data: { role: untrusting },
        });
        await expect(update(missing)).rejects.toMatchObject({ code: 'role-not-visible-yet', data: { role: missing } });
        expect(await eks.describeAssociation(main, associationId)).toMatchObject({ roleArn: stage.roles.usable });
      });

      it('keep what an update leaves out, and lose what it clears', async () => {
        const before = await create({
          targetRoleArn: 'arn:aws:iam::444455556666:role/far',
          disableSessionTags: true,
          sessionPolicy,
        });
        const update = (request: object) =>
          eks.updateAssociation(main, before.associationId, { clientToken: randomUUID(), ...request });
        const { roleArn } = await update({ roleArn: stage.roles.alsoUsable });
        expect(roleArn).toBe(stage.roles.alsoUsable);
        const now = await eks.describeAssociation(main, before.associationId);
        expect(now).toEqual({ ...before, roleArn, modifiedAt: now.modifiedAt });

        await update({ targetRoleArn: null, sessionPolicy: null, disableSessionTags: false });
        const cleared = await eks.describeAssociation(main, before.associationId);
        expect(cleared).toMatchObject({ roleArn, disableSessionTags: false });
        expect([cleared.targetRoleArn, cleared.sessionPolicy, cleared.externalId]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      });

      it('are refused with a reason when they make no sense', async () => {
        const withPolicy = { sessionPolicy, disableSessionTags: false };
        await expect(create(withPolicy)).rejects.toMatchObject({
          code: 'aws-invalid-request',
          data: { detail: expect.stringMatching(/\w/) as string },
        });
      });

      it('have tags that are set and removed', async () => {
        const { associationId, associationArn } = await create({ tags: { keep: '1', change: '1', remove: '1' } });
        await eks.tagResource(main, associationArn, {
          set: { change: '2', add: '' },
          remove: ['remove', 'change', 'absent'],
        });
        const { tags } = await eks.describeAssociation(main, associationId);
        expect(tags).toEqual({ keep: '1', change: '2', add: '' });
        await eks.tagResource(main, associationArn, { set: {}, remove: [] });
        const absent = associationArn.slice(0, -associationId.length) + `a-${'z'.repeat(17)}`;
        await expect(eks.tagResource(main, absent, { set: { a: 'b' }, remove: [] })).rejects.toMatchObject({
          code: 'aws-not-found',
        });
      });
    });

    it('stops when it is told to, with the reason that was given', async () => {
      const reason = new Error('the person left');
      const before = AbortSignal.abort(reason);
      await expect(eks.describeCluster(stage.clusters.main, { signal: before })).rejects.toBe(reason);
      await expect(eks.listClusters({ signal: before })).rejects.toBe(reason);

      const leaving = new AbortController();
      const pages = eks.listAssociations(main, {}, { signal: leaving.signal })[Symbol.asyncIterator]();
      await pages.next();
      leaving.abort(reason);
      await expect(pages.next()).rejects.toBe(reason);
    });

    it('rejects with nothing but a PodpassError that has its AWS request id', async () => {
      const error: unknown = await eks
        .describeAssociation(main, `a-${'y'.repeat(17)}`)
        .catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(PodpassError);
      expect((error as PodpassError).awsRequestId).toMatch(/\S{8,}/);
    });
  });
}

async function collected<Item>(pages: AsyncIterable<Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
