import { type Field, flag, integer, list, object, oneOf, settings, text, textMap, texts } from './field.ts';
import { POLICY_ARN_PATTERN, ROLE_ARN_PATTERN } from './patterns.ts';
import { checkedPolicyArns, inlinePolicy } from './policy-fields.ts';

export const AMI_FAMILIES = [
  ...['AmazonLinux2023', 'AmazonLinux2', 'Bottlerocket', 'BottlerocketFips'],
  ...['UbuntuPro2604', 'Ubuntu2604', 'UbuntuPro2404', 'Ubuntu2404'],
  ...['UbuntuPro2204', 'Ubuntu2204', 'UbuntuPro2004', 'Ubuntu2004'],
  ...['WindowsServer2019CoreContainer', 'WindowsServer2019FullContainer'],
  ...['WindowsServer2022CoreContainer', 'WindowsServer2022FullContainer'],
  ...['WindowsServer2025CoreContainer', 'WindowsServer2025FullContainer'],
];

export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** The processes that Auto Scaling can suspend. */
const ASG_PROCESSES = [
  ...['Launch', 'Terminate', 'AddToLoadBalancer', 'AlarmNotification', 'AZRebalance'],
  ...['HealthCheck', 'InstanceRefresh', 'ReplaceUnhealthy', 'ScheduledActions'],
];

/** Fields that managed and self-managed node groups share (reference §1.1). */
export function nodeGroupFields(): Record<string, Field> {
  return {
    name: text('Name of the node group, unique in the cluster.', { required: true, notEmpty: true }),
    amiFamily: oneOf('Operating system of the nodes. Default: AmazonLinux2023.', AMI_FAMILIES),
    ami: text('A custom image, or auto-ssm, auto, static.'),
    instanceType: text('Instance type of the nodes.'),
    instanceSelector: instanceSelector(),
    instancePrefix: text('Prefix of the names of the instances.'),
    instanceName: text('Name of the instances.'),
    availabilityZones: texts('Zones of the nodes; excludes subnets.'),
    subnets: texts('Subnets of the nodes, by id or by their key under vpc.subnets; excludes availabilityZones.'),
    desiredCapacity: integer('Nodes at the start.', { minimum: 0 }),
    minSize: integer('Fewest nodes.', { minimum: 0 }),
    maxSize: integer('Most nodes.', { minimum: 0 }),
    ...volumeFields(),
    additionalVolumes: list(
      'Further volumes of every node.',
      object('One volume.', { ...volumeFields(), snapshotID: text('Snapshot to start from.') }),
      { dialect: 'eksctl' },
    ),
    ssh: object('Access to the nodes.', {
      allow: flag('Use the settings below.'),
      enableSsm: flag('Reach the nodes through Systems Manager.', { deprecated: 'it is always on' }),
      publicKey: text('A public key.'),
      publicKeyName: text('A key pair in EC2.'),
      publicKeyPath: text('File of a public key.'),
      sourceSecurityGroupIds: texts('Security groups that may connect.'),
    }),
    labels: textMap('Labels of the nodes.'),
    privateNetworking: flag('Nodes in private subnets only.'),
    tags: textMap('Tags of the instances and of the group.'),
    iam: nodeGroupIam(),
    securityGroups: object('Security groups of the nodes.', {
      attachIDs: texts('Existing security groups.'),
      withShared: flag('Attach the group that all nodes share. Default: true.'),
      withLocal: flag('Attach a group of this node group. Default: true.'),
    }),
    maxPodsPerNode: integer('Most pods on a node.', { minimum: 0 }),
    asgSuspendProcesses: list('Processes of Auto Scaling to suspend.', oneOf('One process.', ASG_PROCESSES), {
      unique: true,
    }),
    ebsOptimized: flag('Optimise for EBS.'),
    preBootstrapCommands: texts('Commands before the node joins.'),
    overrideBootstrapCommand: text('Script instead of the usual bootstrap.'),
    propagateASGTags: flag('Labels and taints as tags of the Auto Scaling group.', { dialect: 'eksctl' }),
    disableIMDSv1: flag('Ask for tokens at the metadata service. Default: true.'),
    disablePodIMDS: flag('Keep pods from the metadata service; excludes iam.withAddonPolicies.'),
    placement: object('Placement group.', {
      groupName: text('Name of the placement group.', { dialect: 'eksctl' }),
      group: text('Name of the placement group.', { dialect: 'rafay' }),
      spreadLevel: text('Spread level of the placement.', { dialect: 'eksctl' }),
    }),
    efaEnabled: flag('Network cards with EFA; one subnet per zone.'),
    bottlerocket: object('Settings of Bottlerocket.', {
      enableAdminContainer: flag('Start the admin container.'),
      settings: settings('Settings as Bottlerocket documents them.'),
    }),
    enableDetailedMonitoring: flag('Detailed monitoring of EC2.'),
    capacityReservation: object(
      'Capacity reservations to use.',
      {
        capacityReservationPreference: oneOf('Use open reservations, or none.', ['open', 'none']),
        capacityReservationTarget: object('One reservation, or one group of them.', {
          capacityReservationID: text('A reservation.'),
          capacityReservationResourceGroupARN: text('A group of reservations.'),
        }),
      },
      { dialect: 'eksctl' },
    ),
    instanceMarketOptions: object(
      'Market of the instances.',
      { marketType: oneOf('Needs a capacity reservation.', ['capacity-block']) },
      { dialect: 'eksctl' },
    ),
    outpostARN: text('Outpost of the nodes.', { dialect: 'eksctl' }),
  };
}

function volumeFields(): Record<string, Field> {
  return {
    volumeSize: integer('Size in GiB. Default: 80.', { minimum: 1 }),
    volumeType: oneOf('Kind of volume. Default: gp3.', ['gp2', 'gp3', 'io1', 'io2', 'sc1', 'st1']),
    volumeName: text('Device name.'),
    volumeEncrypted: flag('Encrypt the volume.'),
    volumeKmsKeyID: text('Key to encrypt with.'),
    volumeIOPS: integer('Operations per second: gp3 3000 to 16000, io1 100 to 64000, io2 100 to 256000.'),
    volumeThroughput: integer('MiB/s of a gp3 volume: 125 to 1000.'),
  };
}

function instanceSelector(): Field {
  return object('Choose instance types by what they offer.', {
    vCPUs: integer('Number of virtual CPUs.', { dialect: 'eksctl', minimum: 0 }),
    vCpus: integer('Number of virtual CPUs.', { dialect: 'rafay', minimum: 0 }),
    memory: text('Memory, in GiB without a unit: quote it.'),
    gpus: integer('Number of GPUs.', { minimum: 0 }),
    neuron_devices: integer('Number of Neuron devices.', { dialect: 'eksctl', minimum: 0 }),
    cpuArchitecture: oneOf('Architecture.', ['x86_64', 'amd64', 'arm64']),
    allow: text('Regular expression of allowed types.', { dialect: 'eksctl' }),
    deny: text('Regular expression of refused types.', { dialect: 'eksctl' }),
  });
}

function nodeGroupIam(): Field {
  const policy = (what: string): Field => flag(`Permissions for ${what}.`);
  return object('Role of the nodes.', {
    attachPolicy: inlinePolicy('Inline policy of the role.'),
    attachPolicyARNs: checkedPolicyArns('Managed policies of the role; replaces the default ones.'),
    instanceProfileARN: text('Existing instance profile.'),
    instanceRoleARN: text('Existing role; excludes all other fields here.', { pattern: ROLE_ARN_PATTERN }),
    instanceRoleName: text('Name of the role to make.'),
    instanceRolePermissionsBoundary: text('Permissions boundary of the role to make.', { pattern: POLICY_ARN_PATTERN }),
    withAddonPolicies: object('Permissions that every pod on the nodes can use. An association is narrower.', {
      imageBuilder: policy('pushing images'),
      autoScaler: policy('the Cluster Autoscaler'),
      externalDNS: policy('external-dns'),
      certManager: policy('cert-manager'),
      appMesh: policy('App Mesh'),
      appMeshPreview: policy('the preview of App Mesh'),
      ebs: policy('the EBS CSI driver'),
      fsx: policy('the FSx CSI driver'),
      efs: policy('the EFS CSI driver'),
      awsLoadBalancerController: flag('Permissions for load balancers.', { dialect: 'eksctl' }),
      albIngress: flag('Permissions for load balancers.', { deprecated: 'use awsLoadBalancerController' }),
      xRay: policy('X-Ray'),
      cloudWatch: policy('CloudWatch'),
    }),
  });
}
