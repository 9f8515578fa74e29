import type { SandboxState } from '@podpass/sandbox';

type Cluster = SandboxState['eks'][string]['clusters'][string];

/**
 * Everything that there is of a cluster in the account, without what differs between two makings of the same
 * configuration under another name. Undefined if there is no cluster; then nothing of it may be left either.
 */
export function clusterAsMade(state: SandboxState, name: string) {
  const cluster = state.eks[state.defaultRegion]?.clusters[name];
  if (cluster === undefined) return undefined;
  const seen = {
    cluster: [
      cluster.status,
      cluster.version,
      cluster.authenticationMode,
      cluster.vpc.subnetIds.length,
      cluster.logging,
    ],
    tags: withoutOperation(cluster.tags),
    stacks: standingStacks(state, `podpass-${name}`).map((stack) => ({
      status: standing(stack.status),
      resources: byName(stack.resources, ({ type, status }) => `${type} ${status}`),
    })),
    addons: byName(cluster.addons, ({ status, version, configurationValues, associationIds, tags }) => ({
      status: [status, version, configurationValues, associationIds.length],
      tags: withoutOperation(tags),
    })),
    nodeGroups: byName(cluster.nodegroups, (group) => ({
      is: [group.status, group.version, group.instanceTypes, group.scaling, group.nodeRoleArn, group.subnetIds.length],
      tags: withoutOperation(group.tags),
      launchTemplate: group.launchTemplate?.version,
    })),
    protected: cluster.deletionProtection,
    fargateProfiles: byName(cluster.fargateProfiles, ({ status, tags }) => [status, withoutOperation(tags)]),
    associations: Object.values(cluster.associations)
      .map(({ namespace, serviceAccount, roleArn, ownerArn }) => [
        namespace,
        serviceAccount,
        roleArn,
        ownerArn?.split('/')[2],
      ])
      .toSorted(([, a = ''], [, b = '']) => a.localeCompare(b)),
    accessEntries: byName(cluster.accessEntries, ({ type, policies, kubernetesGroups }) => [
      type,
      policies.map(({ policyArn, scope }) => [policyArn, scope]),
      kubernetesGroups,
    ]),
    roles: rolesOf(state, cluster),
    providers: Object.keys(state.iam.oidcProviders).filter((arn) =>
      arn.endsWith(cluster.oidcIssuer.replace('https://', '')),
    ),
    inCluster: objectsOf(state, cluster),
  };
  return normalised(seen, cluster);
}

/** What there is in the whole account by kind and name; a cluster that is gone has left nothing in it. */
export function wholeAccount({ iam, eks, ec2, cloudFormation, kubernetes }: SandboxState) {
  return {
    roles: Object.keys(iam.roles).toSorted(),
    policies: Object.keys(iam.policies).filter((arn) => !arn.startsWith('arn:aws:iam::aws:')),
    providers: Object.keys(iam.oidcProviders),
    clusters: Object.values(eks).flatMap((region) => Object.keys(region.clusters)),
    kubernetes: Object.keys(kubernetes),
    network: Object.values(ec2).flatMap((region) =>
      Object.entries(region).map(([kind, found]) => ({ kind, ids: Object.keys(found as object).toSorted() })),
    ),
    stacks: Object.values(cloudFormation ?? {}).flatMap(({ stacks }) =>
      Object.values(stacks).flatMap(({ name, status }) =>
        status === 'DELETE_COMPLETE' ? [] : `${name} ${standing(status)}`,
      ),
    ),
  };
}

/** Changed and changed back is as made. */
function standing(status: string): string {
  return status.replace(/^(CREATE|UPDATE)_COMPLETE$/, 'COMPLETE');
}

/** Names of roles, stacks and providers that carry a cluster's tag or name, wherever they come from. */
export function leftOf(state: SandboxState, name: string): string[] {
  const named = new RegExp(`(^|-)${name}(-|$)`);
  return [
    ...Object.keys(state.iam.roles).filter((role) => named.test(role)),
    ...Object.values(state.iam.roles).flatMap((role) =>
      role.tags['podpass:cluster']?.endsWith(`/${name}`) ? role.name : [],
    ),
    ...standingStacks(state, `podpass-${name}`).map((stack) => stack.name),
    ...Object.values(state.iam.oidcProviders).flatMap((provider) =>
      provider.tags['podpass:cluster']?.endsWith(`/${name}`) ? 'OIDC provider' : [],
    ),
  ];
}

function standingStacks(state: SandboxState, name: string) {
  const stacks = Object.values(state.cloudFormation?.[state.defaultRegion]?.stacks ?? {});
  return stacks.filter((stack) => stack.name === name && stack.status !== 'DELETE_COMPLETE');
}

function rolesOf(state: SandboxState, { arn, name }: Cluster) {
  const named = new RegExp(`(^|-)${name}(-|$)`);
  const roles = Object.values(state.iam.roles).filter(
    (role) => role.tags['podpass:cluster'] === arn || named.test(role.name),
  );
  return roles
    .map((role) => [
      role.name,
      role.attachedPolicyArns.toSorted(),
      role.inlinePolicies,
      role.trustPolicy,
      withoutOperation(role.tags),
    ])
    .toSorted(([a], [b]) => String(a).localeCompare(String(b)));
}

function objectsOf(state: SandboxState, { arn }: Cluster) {
  const objects = state.kubernetes[arn]?.objects ?? {};
  const own = Object.entries(objects['v1/serviceaccounts'] ?? {}).filter(([name]) => name.startsWith('shop/'));
  return {
    namespaces: Object.keys(objects['v1/namespaces'] ?? {}).toSorted(),
    components: Object.entries(objects)
      .flatMap(([kind, all]) =>
        Object.entries(all).flatMap(([name, { metadata }]) =>
          metadata.annotations?.['podpass.io/content'] === undefined ? [] : `${kind} ${name}`,
        ),
      )
      .toSorted(),
    serviceAccounts: own
      .map(([name, { metadata }]) => [name, metadata.annotations ?? {}, withoutOperation(metadata.labels ?? {})])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
  };
}

function withoutOperation(tags: Record<string, string>) {
  return Object.entries(tags)
    .filter(([key]) => !key.endsWith('/operation') && key !== 'podpass:operation')
    .toSorted(([a], [b]) => a.localeCompare(b));
}

function byName<Item, Said>(items: Record<string, Item>, say: (item: Item) => Said) {
  return Object.entries(items)
    .map(([name, item]) => [name, say(item)] as const)
    .toSorted(([a], [b]) => a.localeCompare(b));
}

/** Names of roles end with a hash that comes from the cluster's name, like the order in which they are listed. */
function normalised<Seen>(seen: Seen, { name, oidcIssuer }: Cluster): Seen {
  const text = JSON.stringify(seen)
    .replaceAll(oidcIssuer.replace('https://', ''), 'ISSUER')
    .replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'NAME')
    .replaceAll(/-[0-9a-f]{8}(?=["\\/])/g, '-HASH')
    .replaceAll(/PodIdentity[0-9A-Z]{10}/g, 'SID');
  return JSON.parse(text) as Seen;
}
