import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { textAt } from './config-data.ts';
import { isOwn, type ProvisioningFacts } from './facts.ts';
import { refusedFields } from './supported-fields.ts';

/** Everything that stands against provisioning as a whole, told before anything starts. */
export function findObstacles(draft: PlanDraft, facts: ProvisioningFacts): void {
  findRefusedFields(draft, facts);
  findCluster(draft, facts);
  findVersion(draft, facts);
  findNodeVersions(draft, facts);
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

function findCluster(draft: PlanDraft, { live, ref }: ProvisioningFacts): void {
  if (live === undefined) return;
  if (!isOwn(live.tags, ref)) {
    const message = `There is already a cluster ${ref.name} in ${ref.region}, and it was not made from a configuration here.`;
    draft.finding('blocked', 'cluster-exists', ref.name, message, 'Choose another name.');
  } else if (live.status === 'DELETING') {
    const message = `The cluster ${ref.name} is being deleted.`;
    draft.finding('blocked', 'cluster-exists', ref.name, message, 'Wait until it is gone.');
  } else if (live.status === 'FAILED') {
    const message = `EKS failed to make the cluster ${ref.name} before: it is removed and made anew.`;
    draft.finding('warning', 'cluster-resumed', ref.name, message);
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

/** Nodes may be up to three minor versions behind the control plane, and never ahead (Kubernetes' version skew policy). */
function findNodeVersions(draft: PlanDraft, { model }: ProvisioningFacts): void {
  const control = minorOf(model.kubernetesVersion);
  for (const { name = '', data } of model.nodeGroups) {
    const [version, release] = [textAt(data, 'version'), textAt(data, 'releaseVersion')];
    const minor = minorOf(version ?? release);
    if (control === undefined || minor === undefined) continue;
    const behind = control - minor;
    if (behind < 0 || behind > 3) {
      const message = `The node group ${name} is to run Kubernetes ${version ?? release} under a control plane of ${model.kubernetesVersion}.`;
      const remedy = 'Choose the version of the control plane, or one of the three before it.';
      draft.finding('blocked', 'version-not-offered', name, message, remedy);
    }
    if (version !== undefined && release !== undefined && minorOf(release) !== minor) {
      const message = `The node group ${name} names the release ${release}, which is not of its version ${version}.`;
      draft.finding('blocked', 'version-not-offered', name, message, 'Leave one of them out.');
    }
  }
}

function minorOf(version: string | undefined): number | undefined {
  const minor = /^1\.(\d+)\b/.exec(version ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function findBlueprint(draft: PlanDraft, { model, blueprint }: ProvisioningFacts): void {
  if (model.blueprint === undefined || blueprint !== undefined) return;
  const { name, version } = model.blueprint;
  const message = `There is no blueprint ${name}${version === undefined ? '' : ` ${version}`}.`;
  draft.finding('blocked', 'config-not-supported', name, message, 'Choose a blueprint that exists.');
}
