import { type Cluster, isPodpassError, type OutlivingObject } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { letsInOthers } from '../iam/lets-in-others.ts';
import { isOwn, stackNameOf } from './facts.ts';
import { ifAllowed } from './if-allowed.ts';
import type { DeletionFacts } from './plan-deletion.ts';

/** Looks at what belongs to a cluster and at what was made for it. */
export async function observeForDeletion(env: Environment, cluster: Cluster): Promise<DeletionFacts> {
  const { ref, oidcIssuer } = cluster;
  const [groups, profiles, ownStack, provider, ownRoles, outliving] = await Promise.all([
    env.eks.listNodeGroups(ref),
    env.eks.listFargateProfiles(ref),
    findOwnStack(env, cluster),
    oidcIssuer === undefined ? undefined : findProvider(env, cluster, oidcIssuer),
    findOwnRoles(env, cluster),
    findOutliving(env, cluster),
  ]);
  return {
    cluster,
    nodeGroups: groups.map(({ name }) => name),
    fargateProfiles: profiles.map(({ name }) => name),
    ownStack,
    provider,
    ownRoles,
    outliving,
  };
}

async function findOwnStack(env: Environment, { ref }: Cluster): Promise<DeletionFacts['ownStack']> {
  const name = stackNameOf(ref);
  const stack = await env.making.describeStack(ref.region, name);
  if (stack === undefined || !isOwn(stack.tags, ref)) return undefined;
  return { template: await ifAllowed(env.making.stackTemplate(ref.region, name)) };
}

async function findProvider(env: Environment, { ref }: Cluster, issuer: string): Promise<DeletionFacts['provider']> {
  const arn = await env.making.findOidcProvider(issuer);
  const tags = arn === undefined ? undefined : await env.making.oidcProviderTags(arn);
  if (arn === undefined || tags === undefined) return undefined;
  return { arn, ours: isOwn(tags, ref) };
}

/** A cluster that does not answer, or not to this, can be deleted nevertheless. */
async function findOutliving(env: Environment, cluster: Cluster): Promise<OutlivingObject[] | undefined> {
  try {
    return await env.kubernetes(cluster).listOutliving();
  } catch (error) {
    if (isPodpassError(error) && error.code.startsWith('kubernetes-')) return undefined;
    throw error;
  }
}

/** Lists of roles have no tags, so those are asked about whose name or trust policy says that they may be ours. */
async function findOwnRoles(env: Environment, cluster: Cluster): Promise<DeletionFacts['ownRoles']> {
  const { ref, oidcIssuer } = cluster;
  const issuer = oidcIssuer?.replace('https://', '');
  const names: string[] = [];
  for await (const page of env.iam.listRoles()) {
    const candidates = page.filter(
      ({ name, trustPolicy }) =>
        name.startsWith('podpass-') ||
        trustPolicy.includes(ref.arn) ||
        (issuer !== undefined && trustPolicy.includes(issuer)),
    );
    names.push(...candidates.map(({ name }) => name));
  }
  const found = await Promise.all(names.map((name) => env.roles.refresh(name)));
  return found.flatMap((role) => {
    // The roles of the stack lack the second tag and go with the stack.
    if (role === undefined || !isOwn(role.tags, ref) || role.tags['podpass:service-account'] === undefined) return [];
    const { name, path, trustPolicy } = role;
    return [{ name, path, trustPolicy, others: letsInOthers(trustPolicy, cluster) }];
  });
}
