import type { ConfigModel } from '@podpass/cluster-config';
import {
  type AddonVersionDetail,
  type BlueprintVersion,
  type CallerIdentity,
  type CatalogueAddon,
  clusterKeyOf,
  type ClusterRef,
  hasCode,
  type InstanceType,
  parseRoleArn,
  PodpassError,
} from '@podpass/inventory';
import { roleNameFor } from '../changes/planning/role-name.ts';
import { getBlueprint } from '../blueprints/read-blueprints.ts';
import type { Environment } from '../environment.ts';
import { textAt, textsAt } from './config-data.ts';
import { isOwn, type ProvisioningFacts, stackNameOf } from './facts.ts';
import { ifAllowed } from './if-allowed.ts';
import { versionOf, wantedAddons, wantsRecommended } from './plan-addons.ts';
import { irsaRoleName } from './plan-irsa.ts';
import { instanceTypesOf } from './instance-types.ts';
import { isSteady } from './steps/stack.ts';
import { findPrincipal } from './principal.ts';

/** Looks at everything that provisioning a configuration depends on. Rejects with `invalid-input` without a name and region. */
export async function observeForProvisioning(env: Environment, model: ConfigModel): Promise<ProvisioningFacts> {
  const identity = await env.iam.callerIdentity();
  const ref = clusterRefOf(env, model, identity);
  const { region } = ref;
  const version = model.kubernetesVersion;
  const [live, networks, versions, addons, listed, blueprint, stack, providers, roleArns, caller, machines] =
    await Promise.all([
      findCluster(env, ref.key),
      env.catalogue.listNetworks(region),
      env.catalogue.listKubernetesVersions(region),
      offeredAddons(env, region, version),
      env.eks.listClusters(),
      findBlueprint(env, model),
      env.making.describeStack(region, stackNameOf(ref)),
      ifAllowed(env.iam.listOidcProviders()),
      ifAllowed(listRoleArns(env)),
      findPrincipal(env, identity),
      ifAllowed(findMachines(env, model, region)),
    ]);
  const [addonDetails, unknownPolicies] = await Promise.all([
    describeAddons(env, model, region, addons),
    findUnknownPolicies(env, model),
  ]);
  const [stackTemplate, present] = await Promise.all([
    stack !== undefined && isOwn(stack.tags, ref) && isSteady(stack)
      ? ifAllowed(env.making.stackTemplate(region, stack.name))
      : undefined,
    live?.status === 'ACTIVE' ? ifAllowed(findPresent(env, live.ref)) : undefined,
  ]);
  const roles = await readRoles(env, model, ref, recommendedAccounts(addons, addonDetails));
  const clusters = listed.clusters.filter((cluster) => cluster.region === region).length;
  return {
    ...{ ref, model, live, networks, versions, addons, addonDetails, roles, unknownPolicies, blueprint, clusters },
    ...{ stack, stackTemplate, present, caller: caller.arn, providers: providers?.length ?? 0, roleArns, machines },
  };
}

/** What provisioning leaves as it is. */
async function findPresent(env: Environment, ref: ClusterRef) {
  const names = await env.making.listAddons(ref);
  const [nodeGroups, addons] = await Promise.all([
    env.eks.listNodeGroups(ref),
    Promise.all(names.map((name) => env.eks.describeAddon(ref, name))),
  ]);
  return { nodeGroups, addons: addons.filter((addon) => addon !== undefined) };
}

/** Also those for which a type that does not exist may have been meant. */
async function findMachines(env: Environment, model: ConfigModel, region: string): Promise<InstanceType[]> {
  const groups = model.nodeGroups.filter(({ managed }) => managed);
  // A blank or a star would ask for something else; there is no such type anyway.
  const names = [...new Set(groups.flatMap(({ data }) => instanceTypesOf(data)))].filter((name) =>
    /^[\w.-]+$/.test(name),
  );
  const found = await env.catalogue.listInstanceTypes(region, names);
  const unknown = names.filter((name) => !found.some((type) => type.name === name));
  const families = unknown.map((name) => `${name.split('.')[0]}.*`);
  const sizes = unknown.map((name) => `${name.slice(0, 1)}*.${name.split('.')[1] ?? '*'}`);
  return [...found, ...(await env.catalogue.listInstanceTypes(region, [...new Set([...families, ...sizes])]))];
}

/** Without a version in the configuration, EKS makes the cluster with its default one: that decides what `latest` is. */
async function offeredAddons({ catalogue }: Environment, region: string, named: string | undefined) {
  const version = named ?? (await catalogue.listKubernetesVersions(region)).find((each) => each.default)?.version;
  return version === undefined ? [] : await catalogue.listAddons(region, version);
}

async function listRoleArns(env: Environment): Promise<Set<string>> {
  const arns = new Set<string>();
  for await (const page of env.iam.listRoles()) for (const { arn } of page) arns.add(arn);
  return arns;
}

/** Service accounts of add-ons that may get a role for which EKS recommends the policies. */
function recommendedAccounts(catalogue: CatalogueAddon[], details: ReadonlyMap<string, AddonVersionDetail>) {
  return [...details].flatMap(([name, { podIdentity }]) => {
    const namespace = catalogue.find((addon) => addon.name === name)?.defaultNamespace ?? 'kube-system';
    return podIdentity.map(({ serviceAccount }) => ({ namespace, serviceAccount }));
  });
}

function clusterRefOf(
  env: Environment,
  { name, region }: ConfigModel,
  { account, partition }: CallerIdentity,
): ClusterRef {
  if (name === undefined || region === undefined) {
    throw new PodpassError('invalid-input', { issues: [{ path: 'metadata', message: 'needs a name and a region' }] });
  }
  const key = clusterKeyOf({ name, region }, env.eks.homeRegion);
  return { key, name, region, account, partition, arn: `arn:${partition}:eks:${region}:${account}:cluster/${name}` };
}

async function findCluster(env: Environment, key: string) {
  try {
    return await env.eks.describeCluster(key);
  } catch (error) {
    if (hasCode(error, 'cluster-not-found')) return undefined;
    throw error;
  }
}

async function findBlueprint(env: Environment, { blueprint }: ConfigModel): Promise<BlueprintVersion | undefined> {
  if (blueprint === undefined) return undefined;
  try {
    const { versions, builtIn } = await getBlueprint(env, blueprint.name);
    const asked = blueprint.version;
    // Built-in blueprints have one version here, whatever number other consoles give it.
    if (asked === undefined || asked === 'latest' || builtIn) return versions[0];
    return versions.find(({ version }) => version === asked);
  } catch (error) {
    if (hasCode(error, 'blueprint-not-found')) return undefined;
    throw error;
  }
}

async function describeAddons(
  env: Environment,
  model: ConfigModel,
  region: string,
  catalogue: CatalogueAddon[],
): Promise<Map<string, AddonVersionDetail>> {
  const asked = wantedAddons({ model }).flatMap((addon) => {
    const offered = catalogue.find(({ name }) => name === addon.name);
    const version = versionOf(addon, offered) ?? offered?.versions.find((each) => each.default)?.version;
    return addon.name !== undefined && version !== undefined && wantsRecommended({ model }, addon, offered)
      ? [{ name: addon.name, version }]
      : [];
  });
  const details = await Promise.all(asked.map((addon) => env.catalogue.describeAddonVersion(region, addon)));
  return new Map(details.map((detail, index) => [asked[index]?.name ?? '', detail]));
}

async function readRoles(
  env: Environment,
  model: ConfigModel,
  ref: ClusterRef,
  accounts: { namespace: string; serviceAccount: string }[],
) {
  const entries = [...model.associations, ...model.addons.flatMap(({ associations }) => associations)];
  const names = new Set([
    ...entries.flatMap(({ data, roleArn, namespace = '', serviceAccountName = '' }) => {
      if (roleArn !== undefined) return parseRoleArn(roleArn)?.name ?? [];
      return textAt(data, 'roleName') ?? roleNameFor(ref, namespace, serviceAccountName);
    }),
    ...model.serviceAccounts.map(
      ({ data, namespace, name = '' }) => textAt(data, 'roleName') ?? irsaRoleName(ref, namespace, name),
    ),
    ...accounts.map(({ namespace, serviceAccount }) => roleNameFor(ref, namespace, serviceAccount)),
  ]);
  const found = await Promise.all(
    [...names].map(async (name) => [name, (await env.roles.refresh(name)) ?? null] as const),
  );
  return new Map(found);
}

async function findUnknownPolicies(env: Environment, model: ConfigModel): Promise<Set<string>> {
  const entries = [...model.associations, ...model.addons.flatMap(({ associations }) => associations)];
  const arns = new Set([
    ...entries.flatMap(({ data }) => textsAt(data, 'permissionPolicyARNs')),
    ...entries.flatMap(({ data }) => textAt(data, 'permissionsBoundaryARN') ?? []),
    ...model.serviceAccounts.flatMap(({ data }) => textsAt(data, 'attachPolicyARNs')),
  ]);
  const found = await Promise.all([...arns].map(async (arn) => ({ arn, policy: await env.iam.getPolicy(arn) })));
  return new Set(found.filter(({ policy }) => policy === undefined).map(({ arn }) => arn));
}
