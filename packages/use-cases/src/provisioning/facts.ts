import type { ConfigModel } from '@podpass/cluster-config';
import type {
  Addon,
  AddonVersionDetail,
  BlueprintVersion,
  CatalogueAddon,
  Cluster,
  ClusterRef,
  InstanceType,
  KubernetesVersion,
  Networks,
  NodeGroup,
  Role,
  Stack,
} from '@podpass/inventory';

/** What was observed to plan a cluster with. Planning itself asks nobody. */
export interface ProvisioningFacts {
  ref: ClusterRef;
  model: ConfigModel;
  /** Undefined while there is no cluster of this name. */
  live: Cluster | undefined;
  networks: Networks;
  versions: KubernetesVersion[];
  /** For the Kubernetes version of the configuration. */
  addons: CatalogueAddon[];
  /** By the name of the add-on, in the version that will be installed. */
  addonDetails: ReadonlyMap<string, AddonVersionDetail>;
  /** Roles in question by name; null for one that does not exist. */
  roles: ReadonlyMap<string, Role | null>;
  unknownPolicies: ReadonlySet<string>;
  /** Undefined if the configuration names none that exists. */
  blueprint: BlueprintVersion | undefined;
  /** How many clusters there are in the region. */
  clusters: number;
  /** Instance types of the configuration and, for those that do not exist, such as have a similar name. Undefined if EC2 may not be asked. */
  machines: InstanceType[] | undefined;
  /** What there is under the name of the cluster's stack. */
  stack: Stack | undefined;
  /** JSON text of that stack's template, if it may grow. */
  stackTemplate?: string | undefined;
  /** What the cluster has, while it is there and active. */
  present?: { nodeGroups: NodeGroup[]; addons: Addon[] } | undefined;
  /** ARN of the role or user that makes the cluster. */
  caller: string;
  /** How many OIDC providers the account has. */
  providers: number;
  /** Of all roles of the account; undefined if they may not be listed. */
  roleArns: ReadonlySet<string> | undefined;
}

/** Everything that provisioning makes carries them; deleting looks for them. */
export function ownTags(ref: ClusterRef): Record<string, string> {
  return { 'podpass:cluster': ref.arn.slice(0, 256) };
}

/** Whether something with these tags was made for the cluster. */
export function isOwn(tags: Record<string, string>, ref: ClusterRef): boolean {
  const [[key, value] = ['', '']] = Object.entries(ownTags(ref));
  return tags[key] === value;
}

export function stackNameOf(ref: ClusterRef): string {
  return `podpass-${ref.name}`.replaceAll('_', '-').slice(0, 128);
}

/** A cluster as it will be, for planning what belongs to it before it exists. */
export function clusterToBe(facts: Pick<ProvisioningFacts, 'ref' | 'model' | 'live'>): Cluster {
  return (
    facts.live ?? {
      ref: facts.ref,
      status: 'PENDING',
      kubernetesVersion: facts.model.kubernetesVersion ?? '',
      endpointAccess: { public: true, private: false, publicCidrs: [] },
      autoMode: facts.model.autoMode,
      ipFamily: 'ipv4',
      tags: {},
    }
  );
}
