import type { Cluster } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { ownTags, stackNameOf } from './facts.ts';
import type { DeletionFacts } from './plan-deletion.ts';

/** Looks at what belongs to a cluster and at what was made for it. */
export async function observeForDeletion(env: Environment, cluster: Cluster): Promise<DeletionFacts> {
  const { ref, oidcIssuer } = cluster;
  const [groups, profiles, stack, providerArn, ownRoles] = await Promise.all([
    env.eks.listNodeGroups(ref),
    env.eks.listFargateProfiles(ref),
    env.making.describeStack(ref.region, stackNameOf(ref)),
    oidcIssuer === undefined ? undefined : env.making.findOidcProvider(oidcIssuer),
    findOwnRoles(env, cluster),
  ]);
  return {
    cluster,
    nodeGroups: groups.map(({ name }) => name),
    fargateProfiles: profiles.map(({ name }) => name),
    ownStack: stack?.tags['podpass:cluster'] === ownTags(ref)['podpass:cluster'],
    providerArn,
    ownRoles,
  };
}

/** Lists of roles have no tags, so those are asked about whose name or trust policy says that they may be ours. */
async function findOwnRoles(env: Environment, { ref, oidcIssuer }: Cluster): Promise<string[]> {
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
    const ours = role?.tags['podpass:cluster'] === ownTags(ref)['podpass:cluster'];
    return role && ours && role.tags['podpass:service-account'] !== undefined ? [role.name] : [];
  });
}
