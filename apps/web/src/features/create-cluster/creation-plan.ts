import type { ConfigModel } from '@podpass/cluster-config';
import { dataAt, dataInWords, isList } from '../../config-workbench/data-at.ts';

/** One stage of what creating the cluster would do. */
export interface CreationStage {
  title: string;
  detail: string;
  /** A rough expectation, in minutes, from what such stages usually take. */
  minutes: readonly [least: number, most: number];
}

/**
 * What would be made, in order. The order is the one that keeps nodes working: network and control plane, the agent and the
 * network add-ons before nodes, the other add-ons after them, associations last (reference-eksctl §3.1).
 */
export function creationPlan(model: ConfigModel): CreationStage[] {
  return [
    network(model),
    { title: 'Control plane', detail: controlPlane(model), minutes: [8, 12] },
    ...accessEntries(model),
    ...addons(model, true),
    ...irsa(model),
    ...nodes(model),
    ...addons(model, false),
    ...associations(model),
    ...blueprint(model),
  ];
}

/** The sum, as words. */
export function durationInWords(stages: readonly CreationStage[]): string {
  const [least, most] = stages.reduce(([low, high], { minutes }) => [low + minutes[0], high + minutes[1]], [0, 0]);
  return `about ${least} to ${most} minutes`;
}

function network({ config }: ConfigModel): CreationStage {
  const id = dataAt(config, ['vpc', 'id']);
  if (typeof id === 'string') return { title: 'Network', detail: `The existing VPC ${id} is used.`, minutes: [0, 1] };
  if (dataAt(config, ['vpc', 'subnets']) !== undefined)
    return { title: 'Network', detail: 'The existing subnets are used.', minutes: [0, 1] };
  const cidr = dataAt(config, ['vpc', 'cidr']) ?? '192.168.0.0/16';
  const nat = dataAt(config, ['vpc', 'nat', 'gateway']) ?? 'Single';
  const gateways = { Single: 'one NAT gateway', HighlyAvailable: 'a NAT gateway in each zone' }[dataInWords(nat)];
  return {
    title: 'Network',
    detail: `A new VPC ${dataInWords(cidr)} with public and private subnets and ${gateways ?? 'no NAT gateway'}.`,
    minutes: gateways === undefined ? [1, 2] : [3, 5],
  };
}

function controlPlane({ name, region, kubernetesVersion, autoMode }: ConfigModel): string {
  const version = kubernetesVersion === undefined ? 'the default version of EKS' : `Kubernetes ${kubernetesVersion}`;
  return `Cluster ${name ?? 'without a name'} in ${region ?? 'no region'} with ${version}${autoMode ? ' and Auto Mode' : ''}.`;
}

function accessEntries({ config }: ConfigModel): CreationStage[] {
  const entries = dataAt(config, ['accessConfig', 'accessEntries']);
  if (!isList(entries) || entries.length === 0) return [];
  return [{ title: 'Access', detail: count(entries.length, 'access entry', 'access entries'), minutes: [0, 1] }];
}

/** These must be there before nodes, or nodes do not become ready; the agent before anything that uses it. */
const beforeNodes = new Set(['eks-pod-identity-agent', 'vpc-cni', 'kube-proxy', 'coredns']);

function addons(model: ConfigModel, before: boolean): CreationStage[] {
  const names = model.addons
    .map(({ name }) => name ?? 'without a name')
    .filter((name) => beforeNodes.has(name) === before)
    .toSorted((a, b) => Number(b === 'eks-pod-identity-agent') - Number(a === 'eks-pod-identity-agent'));
  if (names.length === 0) return [];
  const title = before ? 'Add-ons before nodes' : 'Add-ons after nodes';
  return [{ title, detail: names.join(', '), minutes: before ? [1, 2] : [1, 1 + names.length] }];
}

function irsa({ serviceAccounts, withOidc }: ConfigModel): CreationStage[] {
  if (serviceAccounts.length === 0 && withOidc !== true) return [];
  const detail = `The IAM OIDC provider${serviceAccounts.length === 0 ? '' : ` and ${count(serviceAccounts.length, 'service account', 'service accounts')} with IRSA links`}`;
  return [{ title: 'IRSA', detail, minutes: [1, 2] }];
}

function nodes({ nodeGroups, config }: ConfigModel): CreationStage[] {
  const profiles = dataAt(config, ['fargateProfiles']);
  const fargate = isList(profiles) ? profiles.length : 0;
  if (nodeGroups.length === 0 && fargate === 0) return [];
  const groups = nodeGroups.map(
    ({ name, managed }) => `${name ?? 'without a name'} (${managed ? 'managed' : 'self-managed'})`,
  );
  const detail = [...groups, ...(fargate === 0 ? [] : [count(fargate, 'Fargate profile', 'Fargate profiles')])].join(
    ', ',
  );
  return [{ title: 'Nodes', detail: `${detail}, in parallel`, minutes: [3, 6] }];
}

function associations({ associations: all, addons: withOwn }: ConfigModel): CreationStage[] {
  const number = all.length + withOwn.reduce((sum, addon) => sum + addon.associations.length, 0);
  if (number === 0) return [];
  return [
    {
      title: 'Pod identity associations',
      detail: `${count(number, 'association', 'associations')}, after the agent runs on the nodes`,
      minutes: [1, 2],
    },
  ];
}

function blueprint({ blueprint: wanted }: ConfigModel): CreationStage[] {
  if (wanted === undefined) return [];
  const version = wanted.version === undefined ? '' : ` ${wanted.version}`;
  return [
    { title: 'Blueprint', detail: `${wanted.name}${version}`, minutes: wanted.name === 'minimal' ? [1, 2] : [5, 10] },
  ];
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
