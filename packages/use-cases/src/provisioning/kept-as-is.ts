import type { Addon, Cluster, NodeGroup, StepActionOf } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { isOwn, type ProvisioningFacts } from './facts.ts';

/** A setting: what the configuration says, and what there is. Undefined: left open, or not known. */
type Setting = readonly [name: string, wanted: unknown, present: unknown];

/**
 * Provisioning adds what is missing and changes nothing that is in use. What is there otherwise than the configuration
 * says is told setting by setting, before anything starts: it would be ignored in silence otherwise.
 */
export function findKeptAsIs(draft: PlanDraft, facts: ProvisioningFacts): void {
  const { live, present, ref } = facts;
  if (live === undefined || !isOwn(live.tags, ref)) return;
  if (live.status === 'ACTIVE' && present === undefined) {
    const message = `The node groups and add-ons of ${ref.name} may not be read: they stay as they are, in whatever the configuration differs.`;
    const remedy = 'Allow eks:ListNodegroups, eks:DescribeNodegroup, eks:ListAddons and eks:DescribeAddon.';
    draft.finding('warning', 'kept-as-is', ref.name, message, remedy);
  }
  for (const { action } of draft.steps) {
    if (action.kind === 'create-cluster' && live.status === 'ACTIVE') {
      tell(draft, `The cluster ${action.name}`, clusterSettings(facts, action, live));
    }
    if (action.kind === 'create-node-group') {
      const found = present?.nodeGroups.find(({ name }) => name === action.nodeGroup);
      if (found !== undefined) tell(draft, `The node group ${found.name}`, nodeGroupSettings(action, found));
    }
    if (action.kind === 'create-addon') {
      const found = present?.addons.find(({ name }) => name === action.addon);
      if (found !== undefined) tell(draft, `The add-on ${found.name}`, addonSettings(action, found));
    }
  }
}

function clusterSettings(
  { model }: ProvisioningFacts,
  wanted: StepActionOf<'create-cluster'>,
  live: Cluster,
): Setting[] {
  const anywhere = ['0.0.0.0/0'];
  const cidrs = (listed: string[]) => (listed.length === 0 ? anywhere : listed.toSorted());
  return [
    ['Kubernetes version', model.kubernetesVersion, live.kubernetesVersion],
    ['public endpoint', wanted.endpointAccess.public, live.endpointAccess.public],
    ['private endpoint', wanted.endpointAccess.private, live.endpointAccess.private],
    ...(wanted.endpointAccess.public && live.endpointAccess.public
      ? [['public access', cidrs(wanted.endpointAccess.publicCidrs), cidrs(live.endpointAccess.publicCidrs)] as const]
      : []),
    ['authentication mode', wanted.authenticationMode, live.authenticationMode],
    ['Auto Mode', wanted.autoMode !== undefined, live.autoMode],
    ['cluster role', wanted.roleArn, live.roleArn],
    ['log types', wanted.logTypes.toSorted(), live.logTypes?.toSorted()],
    // A key can be given later, and never be taken away or changed.
    ['encryption key', wanted.encryptionKeyArn ?? 'none', live.logTypes && (live.encryptionKeyArn ?? 'none')],
    ['support type', wanted.supportType, live.supportType],
    ['zonal shift', wanted.zonalShift, live.zonalShift],
  ];
}

function nodeGroupSettings(wanted: StepActionOf<'create-node-group'>, found: NodeGroup): Setting[] {
  const taints = (all: NodeGroup['taints']) =>
    all?.map(({ key, value = '', effect }) => `${key}=${value}:${effect}`).toSorted();
  return [
    ['instance types', wanted.instanceTypes.toSorted(), found.instanceTypes.toSorted()],
    ['capacity', wanted.capacityType, found.capacityType],
    ['AMI type', wanted.amiType, found.amiType],
    ['minimum size', wanted.scaling.min, found.scaling.min],
    ['maximum size', wanted.scaling.max, found.scaling.max],
    ['desired size', wanted.scaling.desired, found.scaling.desired],
    ['node role', wanted.nodeRoleArn, found.nodeRoleArn],
    ['labels', inOrder(wanted.labels), inOrder(found.labels)],
    ['taints', taints(wanted.taints), taints(found.taints)],
  ];
}

function addonSettings(wanted: StepActionOf<'create-addon'>, found: Addon): Setting[] {
  return [
    ['version', wanted.version, found.version],
    ['configuration values', wanted.configurationValues?.trim(), found.configurationValues?.trim() ?? 'none'],
    ['service account role', wanted.serviceAccountRoleArn, found.serviceAccountRoleArn ?? 'none'],
  ];
}

function tell(draft: PlanDraft, what: string, settings: Setting[]): void {
  const kept = settings.filter(
    ([, wanted, present]) => wanted !== undefined && present !== undefined && inWords(wanted) !== inWords(present),
  );
  if (kept.length === 0) return;
  const told = kept.map(([name, wanted, present]) => `${name} ${inWords(present)} (configured: ${inWords(wanted)})`);
  const message = `${what} exists and is not changed: it stays with ${told.join(', ')}.`;
  const remedy = 'Change it in EKS, or let the configuration say what is there.';
  draft.finding('warning', 'kept-as-is', what.split(' ').at(-1) ?? what, message, remedy);
}

function inOrder(map: Record<string, string> | undefined): string[] | undefined {
  return (
    map &&
    Object.entries(map)
      .map(([key, value]) => `${key}=${value}`)
      .toSorted()
  );
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(' ');
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}
