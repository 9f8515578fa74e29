import {
  accessSection,
  iamIdentityMappingsSection,
  identityMappingsSection,
  identityProvidersSection,
} from './access-sections.ts';
import { addonsConfigSection, addonsSection } from './addon-section.ts';
import {
  autoModeSection,
  capabilitiesSection,
  cloudWatchSection,
  fargateSection,
  gitopsSection,
  karpenterSection,
  metadataSection,
  outpostSection,
  secretsEncryptionSection,
  smallSections,
  upgradePolicySection,
} from './cluster-sections.ts';
import {
  type Field,
  flag,
  integer,
  list,
  mapOf,
  object,
  type ObjectField,
  oneOf,
  text,
  textMap,
  texts,
} from './field.ts';
import { iamSection } from './iam-section.ts';
import { networkSection, privateClusterSection, remoteNetworkSection, vpcSection } from './network-sections.ts';
import { managedNodeGroupsSection, nodeGroupsSection } from './node-group-sections.ts';
import { CLUSTER_NAME } from './patterns.ts';

export const RAFAY_API_VERSION = 'rafay.io/v1alpha5';
export const EKSCTL_API_VERSION = 'eksctl.io/v1alpha5';
export const V3_API_VERSION = 'infra.k8smgmt.io/v3';

/** Every section of ClusterConfig, in the order in which the peer prints them. */
function configSections(): Record<string, Field> {
  return {
    metadata: metadataSection(),
    upgradePolicy: upgradePolicySection(),
    kubernetesNetworkConfig: networkSection(),
    autoModeConfig: autoModeSection(),
    remoteNetworkConfig: remoteNetworkSection(),
    iam: iamSection(),
    iamIdentityMappings: iamIdentityMappingsSection(),
    identityMappings: identityMappingsSection(),
    identityProviders: identityProvidersSection(),
    accessConfig: accessSection(),
    vpc: vpcSection(),
    addons: addonsSection(),
    addonsConfig: addonsConfigSection(),
    privateCluster: privateClusterSection(),
    nodeGroups: nodeGroupsSection(),
    managedNodeGroups: managedNodeGroupsSection(),
    fargateProfiles: fargateSection(),
    cloudWatch: cloudWatchSection(),
    secretsEncryption: secretsEncryptionSection(),
    gitops: gitopsSection(),
    karpenter: karpenterSection(),
    outpost: outpostSection(),
    capabilities: capabilitiesSection(),
    ...smallSections(),
  };
}

/** The ClusterConfig document. Inside a v3 document it needs neither apiVersion nor kind. */
export const CLUSTER_CONFIG: ObjectField = object('Configuration of an EKS cluster.', {
  apiVersion: oneOf('Format of this document.', [RAFAY_API_VERSION, EKSCTL_API_VERSION], { required: true }),
  kind: oneOf('Kind of this document.', ['ClusterConfig'], { required: true }),
  ...configSections(),
});

const toleration = object('One toleration.', {
  key: text('Key of the taint.'),
  operator: oneOf('How value is compared.', ['Exists', 'Equal']),
  value: text('Value of the taint.'),
  effect: oneOf('Effect of the taint.', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
  tolerationSeconds: integer('Seconds that it is tolerated.'),
});

function placementField(): Field {
  const tolerations = list('Taints that are tolerated.', toleration);
  return object("Where the console's own pods run.", {
    nodeSelector: textMap('Labels of their nodes.'),
    tolerations,
    daemonsetOverride: object('For daemon sets.', {
      nodeSelectionEnabled: flag('Use the node selector for them too.'),
      tolerations,
    }),
  });
}

function sharingField(): Field {
  const project = object('One project.', { name: text('Its name.', { required: true }) });
  return object('Other projects that see the cluster.', {
    enabled: flag('Share it.'),
    projects: list('The projects.', project),
  });
}

function proxyField(): Field {
  return object('Proxy between the cluster and the internet.', {
    enabled: flag('Use the proxy.'),
    httpProxy: text('Proxy for HTTP.'),
    httpsProxy: text('Proxy for HTTPS.'),
    noProxy: text('Hosts without the proxy.'),
    proxyAuth: text('User and password.'),
    bootstrapCA: text('Certificate authority of the proxy.'),
    allowInsecureBootstrap: flag('Accept any certificate.'),
  });
}

const customNetwork = object('One custom network of a zone.', {
  subnet: text('Its subnet.'),
  securityGroups: texts('Its security groups.'),
});

/** Document 1 of the feature page: what the console needs besides the cluster itself. */
export const CLUSTER: ObjectField = object('How the console manages the cluster.', {
  kind: oneOf('Kind of this document.', ['Cluster'], { required: true }),
  metadata: object(
    'Name and project.',
    {
      name: text('Name of the cluster, as in ClusterConfig.', { required: true, pattern: CLUSTER_NAME }),
      project: text('Project of the cluster.', { required: true, notEmpty: true }),
      labels: textMap('Labels of the cluster.'),
    },
    { required: true },
  ),
  spec: object(
    'Blueprint, credential, network.',
    {
      type: oneOf('Kind of cluster.', ['eks', 'aws-eks']),
      blueprint: text('Blueprint: what is installed besides EKS. Default: default.'),
      blueprintversion: text('Version of the blueprint.'),
      cloudprovider: text('Name of the cloud credential.', { required: true, notEmpty: true }),
      crossAccountRoleARN: text('Role of another account.'),
      cniprovider: text('Network plugin. Default: aws-cni.'),
      cniparams: object('Settings of the network plugin.', {
        customCniCidr: text('Range of pods.'),
        customCniCrdSpec: mapOf('Custom networks by zone.', list('Networks of the zone.', customNetwork)),
      }),
      proxyconfig: proxyField(),
      systemComponentsPlacement: placementField(),
      sharing: sharingField(),
    },
    { required: true },
  ),
});

function optional(fields: Readonly<Record<string, Field>>, ...names: readonly string[]): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, names.includes(name) ? { ...field, required: false } : field]),
  );
}

/** The single document of the v3 API: the same ClusterConfig below `spec.config`. */
export const CLUSTER_V3: ObjectField = object('A cluster and its configuration in one document.', {
  apiVersion: oneOf('Format of this document.', [V3_API_VERSION], { required: true }),
  kind: oneOf('Kind of this document.', ['Cluster'], { required: true }),
  metadata: object(
    'Name and project.',
    {
      name: text('Name of the cluster.', { required: true, pattern: CLUSTER_NAME }),
      project: text('Project of the cluster.', { required: true, notEmpty: true }),
      labels: textMap('Labels of the cluster.'),
      annotations: textMap('Notes for other programs.'),
      description: text('What the cluster is for.'),
      displayName: text('Name on screens.'),
    },
    { required: true },
  ),
  spec: object(
    'Blueprint, credential, configuration.',
    {
      type: oneOf('Kind of cluster.', ['aws-eks', 'eks'], { required: true }),
      cloudCredentials: text('Name of the cloud credential.', { required: true, notEmpty: true }),
      blueprintConfig: object('Blueprint.', {
        name: text('Its name.', { required: true }),
        version: text('Its version.'),
      }),
      config: object('The ClusterConfig.', optional(CLUSTER_CONFIG.fields, 'apiVersion', 'kind'), { required: true }),
      proxyConfig: proxyField(),
      systemComponentsPlacement: placementField(),
      sharing: sharingField(),
      cniprovider: text('Network plugin.'),
    },
    { required: true },
  ),
});
