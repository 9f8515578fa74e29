import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { textAt } from './config-data.ts';
import { ownTags, type ProvisioningFacts } from './facts.ts';
import { refusedFields } from './supported-fields.ts';

/** Clusters per region, unless AWS has raised it (eks-and-iam §1.3). */
const clusterQuota = 100;

/** Everything that stands against provisioning as a whole, told before anything starts. */
export function findObstacles(draft: PlanDraft, facts: ProvisioningFacts): void {
  findRefusedFields(draft, facts);
  findCluster(draft, facts);
  findVersion(draft, facts);
  findBlueprint(draft, facts);
  const { config } = facts.model;
  if (textAt(config, 'kubernetesNetworkConfig', 'ipFamily')?.toLowerCase() === 'ipv6') {
    refuse(draft, 'kubernetesNetworkConfig.ipFamily: IPv6');
  }
  const cni = textAt(facts.model.cluster, 'spec', 'cniprovider');
  if (cni !== undefined && cni !== 'aws-cni') refuse(draft, `cniprovider: ${cni}`);
}

function refuse(draft: PlanDraft, field: string): void {
  const remedy = 'Remove it from the configuration, or make the cluster by other means.';
  draft.finding('blocked', 'config-not-supported', field, `${field} is not supported by provisioning.`, remedy);
}

function findRefusedFields(draft: PlanDraft, { model }: ProvisioningFacts): void {
  const { cluster, config } = model;
  for (const field of [...refusedFields('cluster', cluster), ...refusedFields('config', config)]) refuse(draft, field);
}

function findCluster(draft: PlanDraft, { live, ref, clusters }: ProvisioningFacts): void {
  if (live === undefined) {
    if (clusters < clusterQuota) return;
    const message = `There are ${clusters} clusters in ${ref.region}; the usual quota is ${clusterQuota}.`;
    draft.finding('warning', 'quota-reached', ref.region, message, 'Ask AWS for more, or delete one.');
    return;
  }
  const ours = live.tags['podpass:cluster'] === ownTags(ref)['podpass:cluster'];
  if (!ours) {
    const message = `There is already a cluster ${ref.name} in ${ref.region}, and it was not made from a configuration here.`;
    draft.finding('blocked', 'cluster-exists', ref.name, message, 'Choose another name.');
  } else if (live.status === 'FAILED' || live.status === 'DELETING') {
    const message = `The cluster ${ref.name} exists and is ${live.status}.`;
    draft.finding('blocked', 'cluster-exists', ref.name, message, 'Delete it first, or wait until it is gone.');
  } else {
    const message = `The cluster ${ref.name} exists (${live.status}). What is missing is added; nothing is made twice.`;
    draft.finding('info', 'cluster-resumed', ref.name, message);
  }
}

function findVersion(draft: PlanDraft, { model, versions }: ProvisioningFacts): void {
  const version = model.kubernetesVersion;
  if (version === undefined || versions.length === 0) return;
  const found = versions.find((each) => each.version === version);
  if (found !== undefined && found.status !== 'unsupported') return;
  const offered = versions.filter(({ status }) => status !== 'unsupported').map((each) => each.version);
  const message = `EKS makes no clusters of Kubernetes ${version}.`;
  draft.finding('blocked', 'version-not-offered', version, message, `Choose one of ${offered.join(', ')}.`);
}

function findBlueprint(draft: PlanDraft, { model, blueprint }: ProvisioningFacts): void {
  if (model.blueprint === undefined || blueprint !== undefined) return;
  const { name, version } = model.blueprint;
  const message = `There is no blueprint ${name}${version === undefined ? '' : ` ${version}`}.`;
  draft.finding('blocked', 'config-not-supported', name, message, 'Choose a blueprint that exists.');
}
