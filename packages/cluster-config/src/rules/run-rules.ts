import type { Finding } from '../diagnostic.ts';
import { accessEntries } from './access-entries.ts';
import { accessMode } from './access-mode.ts';
import { addonAssociationNamespace } from './addon-association-namespace.ts';
import { addonConfiguration } from './addon-configuration.ts';
import { addonIdentity } from './addon-identity.ts';
import { addonIrsa } from './addon-irsa.ts';
import { addonKnown } from './addon-known.ts';
import { addonNamespace } from './addon-namespace.ts';
import { addonPodIdentity } from './addon-pod-identity.ts';
import { addonVersions } from './addon-versions.ts';
import { associationAgent } from './association-agent.ts';
import { associationArns } from './association-arns.ts';
import { associationCompute } from './association-compute.ts';
import { associationDuplicates } from './association-duplicates.ts';
import { associationNames } from './association-names.ts';
import { associationPermissions } from './association-permissions.ts';
import { associationPolicies } from './association-policies.ts';
import { autoMode } from './auto-mode.ts';
import { blueprintKnown } from './blueprint-known.ts';
import { capabilities } from './capabilities.ts';
import { encryption } from './encryption.ts';
import { fargate } from './fargate.ts';
import { identityMappings } from './identity-mappings.ts';
import { identityProviders } from './identity-providers.ts';
import { ingressWithAgent } from './ingress-with-agent.ts';
import { ipv6 } from './ipv6.ts';
import { karpenter } from './karpenter.ts';
import { kubernetesVersion } from './kubernetes-version.ts';
import { logging } from './logging.ts';
import { namesDiffer } from './names-differ.ts';
import { nodeGroupCapacity } from './node-group-capacity.ts';
import { nodeGroupExclusive } from './node-group-exclusive.ts';
import { nodeGroupIam } from './node-group-iam.ts';
import { nodeGroupImages } from './node-group-images.ts';
import { nodeGroupLabels } from './node-group-labels.ts';
import { nodeGroupNames } from './node-group-names.ts';
import { nodeGroupRepair } from './node-group-repair.ts';
import { nodeGroupSizes } from './node-group-sizes.ts';
import { nodeGroupSubnets } from './node-group-subnets.ts';
import { nodeGroupTaints } from './node-group-taints.ts';
import { nodeGroupTemplates } from './node-group-templates.ts';
import { nodeGroupUpdateConfig } from './node-group-update-config.ts';
import { nodeGroupVolumes } from './node-group-volumes.ts';
import { outpost } from './outpost.ts';
import { privateCluster } from './private-cluster.ts';
import { remoteNetwork } from './remote-network.ts';
import { serviceAccounts } from './service-accounts.ts';
import { serviceCidr } from './service-cidr.ts';
import { tags } from './tags.ts';
import { vpcCidrs } from './vpc-cidrs.ts';
import { vpcEndpoints } from './vpc-endpoints.ts';
import { vpcExclusive } from './vpc-exclusive.ts';
import { vpcNat } from './vpc-nat.ts';
import { vpcSubnets } from './vpc-subnets.ts';
import { zones } from './zones.ts';
import type { Rule, RuleInput } from './rule.ts';

/** Every rule; findings are sorted by place afterwards. */
const RULES: readonly Rule[] = [
  accessEntries,
  accessMode,
  addonAssociationNamespace,
  addonConfiguration,
  addonIdentity,
  addonIrsa,
  addonKnown,
  addonNamespace,
  addonPodIdentity,
  addonVersions,
  associationAgent,
  associationArns,
  associationCompute,
  associationDuplicates,
  associationNames,
  associationPermissions,
  associationPolicies,
  autoMode,
  blueprintKnown,
  capabilities,
  encryption,
  fargate,
  identityMappings,
  identityProviders,
  ingressWithAgent,
  ipv6,
  karpenter,
  kubernetesVersion,
  logging,
  namesDiffer,
  nodeGroupCapacity,
  nodeGroupExclusive,
  nodeGroupIam,
  nodeGroupImages,
  nodeGroupLabels,
  nodeGroupNames,
  nodeGroupRepair,
  nodeGroupSizes,
  nodeGroupSubnets,
  nodeGroupTaints,
  nodeGroupTemplates,
  nodeGroupUpdateConfig,
  nodeGroupVolumes,
  outpost,
  privateCluster,
  remoteNetwork,
  serviceAccounts,
  serviceCidr,
  tags,
  vpcCidrs,
  vpcEndpoints,
  vpcExclusive,
  vpcNat,
  vpcSubnets,
  zones,
];

export function runRules(input: RuleInput): Finding[] {
  return RULES.flatMap((rule) => rule(input));
}
