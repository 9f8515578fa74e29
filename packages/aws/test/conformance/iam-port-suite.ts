import { randomUUID } from 'node:crypto';
import { type CreateRoleRequest, type IamPort, ManagedPolicy, Role, RoleSummary } from '@podpass/inventory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What an implementation brings along: a port, and an account in a known state. */
export interface IamStage {
  iam: IamPort;
  account: string;
  /** How many roles there are at first: more than a thousand, which is a page. */
  roles: number;
  /** A trust policy that IAM accepts. */
  trustPolicy: string;
  close: () => Promise<void>;
}

const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/100%25/*' };
const inlinePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** What every IamPort has to hold, whatever is behind it. */
export function describeIamPort(name: string, open: () => Promise<IamStage>): void {
  describe(`IamPort: ${name}`, () => {
    let stage: IamStage;
    let iam: IamPort;
    beforeAll(async () => {
      stage = await open();
      iam = stage.iam;
    });
    afterAll(() => stage.close());

    const create = (request: Partial<CreateRoleRequest> = {}) =>
      iam.createRole({
        name: `suite-${randomUUID()}`,
        path: '/',
        trustPolicy: stage.trustPolicy,
        description: '',
        tags: {},
        ...request,
      });

    it('says who is asking', async () => {
      const identity = await iam.callerIdentity();
      expect(identity).toMatchObject({ account: stage.account, partition: 'aws' });
      expect(identity.arn).toContain(`:${stage.account}:`);
    });

    describe('roles', () => {
      it('are listed completely, with trust policies that can be read', async () => {
        const pages: RoleSummary[][] = [];
        for await (const page of iam.listRoles()) pages.push(page);
        expect(pages.length).toBeGreaterThan(1);
        const roles = pages.flat();
        expect(roles.length).toBeGreaterThanOrEqual(stage.roles);
        expect(new Set(roles.map(({ arn }) => arn)).size).toBe(roles.length);
        expect(roles.every((role) => RoleSummary.safeParse(role).success)).toBe(true);
        expect(roles.every(({ trustPolicy }) => typeof JSON.parse(trustPolicy) === 'object')).toBe(true);
      });

      it('are created with everything and read back', async () => {
        const request = {
          name: `Suite+=,.@_-${randomUUID().slice(0, 8)}`,
          path: '/team/shop/',
          description: 'reads + writes, 100 %',
          permissionsBoundaryArn: readOnly,
          tags: { team: 'shop', 'with space': 'ä+/=' },
        };
        const created = await create(request);
        expect(Role.parse(created)).toEqual(created);
        expect(created).toMatchObject(request);
        expect(created.arn).toBe(`arn:aws:iam::${stage.account}:role/team/shop/${request.name}`);
        expect(JSON.parse(created.trustPolicy)).toEqual(JSON.parse(stage.trustPolicy));
        expect(await iam.getRole(request.name)).toEqual(created);
      });

      it('have one name each', async () => {
        const { name } = await create();
        await expect(create({ name })).rejects.toMatchObject({ code: 'role-exists', data: { role: name } });
        await expect(create({ name, path: '/elsewhere/' })).rejects.toMatchObject({ code: 'role-exists' });
      });

      it('that do not exist are said not to', async () => {
        expect(await iam.getRole('no-such-role')).toBeUndefined();
        await iam.deleteRole('no-such-role');
        const missing = { code: 'role-not-found', data: { role: 'no-such-role' } };
        await expect(iam.updateTrustPolicy('no-such-role', stage.trustPolicy)).rejects.toMatchObject(missing);
        await expect(iam.attachPolicy('no-such-role', readOnly)).rejects.toMatchObject(missing);
        await expect(iam.putInlinePolicy('no-such-role', 'p', inlinePolicy)).rejects.toMatchObject(missing);
        await expect(iam.listAttachedPolicies('no-such-role')).rejects.toMatchObject(missing);
        expect(await iam.getInlinePolicy('no-such-role', 'p')).toBeUndefined();
      });

      it('are refused a document that is none, and a boundary that does not exist', async () => {
        await expect(create({ trustPolicy: '{"Statement": 1}' })).rejects.toMatchObject({
          code: 'policy-malformed',
          data: { detail: expect.stringMatching(/\w/) as string },
        });
        const boundary = `arn:aws:iam::${stage.account}:policy/no-such-policy`;
        await expect(create({ permissionsBoundaryArn: boundary })).rejects.toMatchObject({
          code: 'policy-not-found',
          data: { policy: boundary },
        });
      });

      it('change their trust policy as a whole, within its limit', async () => {
        const { name } = await create();
        const other = stage.trustPolicy.replace('2012-10-17', '2008-10-17');
        await iam.updateTrustPolicy(name, other);
        expect(JSON.parse((await iam.getRole(name))?.trustPolicy ?? '')).toEqual(JSON.parse(other));
        await expect(iam.updateTrustPolicy(name, 'no JSON')).rejects.toMatchObject({ code: 'policy-malformed' });

        const { Statement } = JSON.parse(stage.trustPolicy) as { Statement: object[] };
        const large = JSON.stringify({
          Version: '2012-10-17',
          Statement: Array.from({ length: 30 }, (_, index) => ({ ...Statement[0], Sid: `S${index}` })),
        });
        await expect(iam.updateTrustPolicy(name, large)).rejects.toMatchObject({
          code: 'trust-policy-too-large',
          data: { role: name, size: large.length, limit: expect.any(Number) as number },
        });
      });
    });

    describe('policies of a role', () => {
      it('are attached and detached, and doing so twice is the same', async () => {
        const { name } = await create();
        expect(await iam.listAttachedPolicies(name)).toEqual([]);
        await iam.attachPolicy(name, readOnly);
        await iam.attachPolicy(name, readOnly);
        expect(await iam.listAttachedPolicies(name)).toEqual([readOnly]);
        await iam.detachPolicy(name, readOnly);
        await iam.detachPolicy(name, readOnly);
        expect(await iam.listAttachedPolicies(name)).toEqual([]);
        const missing = `arn:aws:iam::${stage.account}:policy/no-such-policy`;
        await expect(iam.attachPolicy(name, missing)).rejects.toMatchObject({
          code: 'policy-not-found',
          data: { policy: missing },
        });
      });

      it('may be inline, and come back as they were written', async () => {
        const { name } = await create();
        expect(await iam.getInlinePolicy(name, 'reads')).toBeUndefined();
        await iam.putInlinePolicy(name, 'reads', inlinePolicy);
        expect(JSON.parse((await iam.getInlinePolicy(name, 'reads')) ?? '')).toEqual(JSON.parse(inlinePolicy));
        await expect(iam.putInlinePolicy(name, 'reads', '{')).rejects.toMatchObject({ code: 'policy-malformed' });
        await iam.deleteInlinePolicy(name, 'reads');
        await iam.deleteInlinePolicy(name, 'reads');
        expect(await iam.getInlinePolicy(name, 'reads')).toBeUndefined();
      });

      it('go with it when it is deleted, and deleting twice is the same', async () => {
        const { name } = await create();
        await iam.attachPolicy(name, readOnly);
        await iam.putInlinePolicy(name, 'reads', inlinePolicy);
        await iam.putInlinePolicy(name, 'reads-more', inlinePolicy);
        await iam.deleteRole(name);
        await iam.deleteRole(name);
        expect(await iam.getRole(name)).toBeUndefined();
      });
    });

    it('lists managed policies, the own ones first', async () => {
      const policies: ManagedPolicy[] = [];
      for await (const page of iam.listPolicies()) policies.push(...page);
      expect(policies.every((policy) => ManagedPolicy.safeParse(policy).success)).toBe(true);
      const own = policies.filter(({ awsManaged }) => !awsManaged);
      expect(policies.slice(0, own.length)).toEqual(own);
      const known = policies.find(({ arn }) => arn === readOnly);
      expect(known).toMatchObject({ name: 'AmazonS3ReadOnlyAccess', awsManaged: true });
      expect(await iam.getPolicy(readOnly)).toMatchObject({ arn: readOnly, awsManaged: true });
      expect(await iam.getPolicy('arn:aws:iam::aws:policy/NoSuchPolicy')).toBeUndefined();
    });

    it('lists OIDC providers', async () => {
      expect(await iam.listOidcProviders()).toEqual(expect.any(Array));
    });

    it('stops when it is told to, with the reason that was given', async () => {
      const reason = new Error('the person left');
      await expect(iam.getRole('any', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      const leaving = new AbortController();
      const pages = iam.listRoles({ signal: leaving.signal })[Symbol.asyncIterator]();
      await pages.next();
      leaving.abort(reason);
      await expect(pages.next()).rejects.toBe(reason);
    });
  });
}
