import { hasCode, PodpassError, type StepActionOf } from '@podpass/inventory';
import { explainTrustPolicy, parseTrustPolicy } from '@podpass/trust-policy';
import { ifClusterLives, liveCluster, mustBeGone } from '../../changes/steps/live-cluster.ts';
import { sameMeaning } from '../../changes/steps/same-meaning.ts';
import { createRole } from '../../changes/steps/create-role.ts';
import {
  clientTokenOf,
  isMadeHere,
  managedByLabel,
  operationLabel,
  operationTag,
  roleLock,
  type StepContext,
  type StepRunner,
} from '../../changes/steps/step-runner.ts';

export const createAccessEntry: StepRunner<'create-access-entry'> = {
  lock: ({ principalArn }, cluster) => `access-entry:${cluster.ref.arn}:${principalArn}`,

  async apply({ kind: _kind, ...entry }, context) {
    const { env, cluster, operationId } = context;
    const tags = { ...entry.tags, [operationTag]: operationId };
    await env.making.createAccessEntry(cluster.ref, { ...entry, tags, clientToken: clientTokenOf(context) });
    const made = isMadeHere((await env.making.accessEntryTags(cluster.ref, entry.principalArn)) ?? {}, context);
    const message = made ? `Made the access entry of ${entry.principalArn}` : 'The access entry exists';
    return { did: made, message };
  },

  async undo({ principalArn }, context) {
    const { env, cluster } = context;
    const tags = await ifClusterLives(context, (ref) => env.making.accessEntryTags(ref, principalArn));
    if (tags === undefined) return `There is no access entry of ${principalArn}`;
    if (!isMadeHere(tags, context)) {
      return `The access entry of ${principalArn} was not made by this operation and stays`;
    }
    await env.making.deleteAccessEntry(cluster.ref, principalArn);
    return `Deleted the access entry of ${principalArn}`;
  },
};

export const createOidcProvider: StepRunner<'create-oidc-provider'> = {
  lock: (_action, cluster) => `oidc-provider:${cluster.ref.arn}`,

  async apply({ tags }, context) {
    const { env, operationId } = context;
    const issuer = await issuerOf(context);
    const found = await env.making.findOidcProvider(issuer);
    if (found !== undefined) return { did: false, message: `${found} exists` };
    const made = await env.making.createOidcProvider(issuer, { ...tags, [operationTag]: operationId });
    return { did: true, message: `Registered ${made}` };
  },

  async undo(_action, context) {
    const issuer = (await liveCluster(context))?.oidcIssuer;
    const found = await (issuer === undefined
      ? providerMadeHere(context)
      : context.env.making.findOidcProvider(issuer));
    const tags = found === undefined ? undefined : await context.env.making.oidcProviderTags(found);
    if (found === undefined || tags === undefined) return 'There is no OIDC provider';
    if (!isMadeHere(tags, context)) return `${found} was not made by this operation and stays`;
    await context.env.making.deleteOidcProvider(found);
    return `Deleted ${found}`;
  },
};

/** A cluster that has gone before its provider has taken its issuer with it: then only the tag tells. */
async function providerMadeHere(context: StepContext): Promise<string | undefined> {
  const { env, cluster } = context;
  const ofRegion = `:oidc-provider/oidc.eks.${cluster.ref.region}.`;
  const candidates = (await env.iam.listOidcProviders()).filter((arn) => arn.includes(ofRegion));
  for (const arn of candidates) {
    const tags = await env.making.oidcProviderTags(arn);
    if (tags !== undefined && isMadeHere(tags, context)) return arn;
  }
  return undefined;
}

export const deleteOidcProvider: StepRunner<'delete-oidc-provider'> = {
  async apply({ providerArn }, context) {
    const { env } = context;
    const there = (await env.iam.listOidcProviders()).includes(providerArn);
    if (!there) return { did: false, message: `${providerArn} is gone already` };
    await mustBeGone(context, providerArn);
    await env.making.deleteOidcProvider(providerArn);
    return { did: true, message: `Deleted ${providerArn}` };
  },
};

export const createIrsaRole: StepRunner<'create-irsa-role'> = {
  lock: ({ name }, cluster) => roleLock(name, cluster),

  async apply({ kind: _kind, subject, subjectIsPattern, ...role }, context) {
    const issuer = (await issuerOf(context)).replace('https://', '');
    const trustPolicy = irsaTrust({ subject, subjectIsPattern }, issuer, context);
    return await createRole.apply({ kind: 'create-role', ...role, trustPolicy }, context);
  },

  async undo({ kind: _kind, subject, subjectIsPattern, ...role }, context) {
    // A cluster that has gone has taken its issuer with it; the role still names it.
    const known = (await liveCluster(context))?.oidcIssuer ?? (await issuerIn(role.name, context));
    const issuer = known?.replace('https://', '') ?? '';
    const trustPolicy = irsaTrust({ subject, subjectIsPattern }, issuer, context);
    return (await createRole.undo?.({ kind: 'create-role', ...role, trustPolicy }, context)) ?? '';
  },
};

type IrsaSubject = Pick<StepActionOf<'create-irsa-role'>, 'subject' | 'subjectIsPattern'>;

function irsaTrust({ subject, subjectIsPattern }: IrsaSubject, issuer: string, { cluster }: StepContext): string {
  const { partition, account } = cluster.ref;
  const audience = { [`${issuer}:aud`]: 'sts.amazonaws.com' };
  const ofSubject = { [`${issuer}:sub`]: subject };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/${issuer}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: subjectIsPattern
          ? { StringEquals: audience, StringLike: ofSubject }
          : { StringEquals: { ...audience, ...ofSubject } },
      },
    ],
  });
}

async function issuerIn(roleName: string, { env }: StepContext): Promise<string | undefined> {
  const role = await env.roles.refresh(roleName);
  const parsed = parseTrustPolicy(role?.trustPolicy ?? '');
  return parsed.ok ? explainTrustPolicy(parsed.policy).statements[0]?.issuer : undefined;
}

export const deleteRole: StepRunner<'delete-role'> = {
  lock: ({ name }, cluster) => roleLock(name, cluster),

  async apply({ name, trustPolicy }, context) {
    const { env } = context;
    const role = await env.roles.refresh(name);
    if (role === undefined) return { did: false, message: `There is no role ${name}` };
    await mustBeGone(context, `Role ${name}`);
    if (trustPolicy !== undefined && !sameMeaning(role.trustPolicy, trustPolicy)) {
      return { did: false, message: `Role ${name} stays: its trust policy was changed since this was planned` };
    }
    await env.iam.deleteRole(name);
    env.roles.forget(name);
    return { did: true, message: `Deleted role ${name}` };
  },
};

export const linkServiceAccount: StepRunner<'link-service-account'> = {
  lock: ({ namespace, name }, cluster) => `service-account:${cluster.ref.arn}:${namespace}/${name}`,

  async apply({ namespace, name, roleArn, labels, annotations }, context) {
    const { env, cluster, operationId } = context;
    const port = env.kubernetes(cluster);
    const found = await port.getServiceAccount(namespace, name);
    const did = found === undefined || found.labels[operationLabel] === operationId;
    const own = { ...labels, ...managedByLabel, [operationLabel]: operationId };
    if (found === undefined) await ignoreExisting(port.createServiceAccount(namespace, name, own));
    await port.annotateServiceAccount(namespace, name, {
      ...annotations,
      'eks.amazonaws.com/role-arn': roleArn,
    });
    env.observed.forget(cluster);
    return { did, message: `Service account ${namespace}/${name} is linked with ${roleArn}` };
  },

  async undo({ namespace, name }, context) {
    const { env, operationId } = context;
    const cluster = await liveCluster(context);
    if (cluster?.status !== 'ACTIVE') return 'The cluster is gone';
    const port = env.kubernetes(cluster);
    const found = await port.getServiceAccount(namespace, name);
    if (found?.labels[operationLabel] !== operationId) return `${namespace}/${name} is not of this operation and stays`;
    await port.deleteServiceAccount(namespace, name);
    return `Deleted service account ${namespace}/${name}`;
  },
};

async function issuerOf(context: StepContext): Promise<string> {
  const issuer = (await liveCluster(context))?.oidcIssuer;
  if (issuer !== undefined) return issuer;
  throw new PodpassError('cluster-failed', { cluster: context.cluster.ref.name, status: 'without an OIDC issuer' });
}

async function ignoreExisting(creation: Promise<void>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!hasCode(error, 'kubernetes-exists')) throw error;
  }
}
