import { decimal, type Field, flag, integer, list, mapOf, object, oneOf, settings, text, texts } from './field.ts';
import { nodeGroupFields, TAINT_EFFECTS } from './node-group-fields.ts';
import { LAUNCH_TEMPLATE_VERSION } from './patterns.ts';

const taintList = list(
  'Taints of the nodes.',
  object('One taint.', {
    key: text('Key of the taint.', { required: true, notEmpty: true }),
    value: text('Value of the taint.'),
    effect: oneOf('What it does to pods that do not tolerate it.', TAINT_EFFECTS),
  }),
);

/** The older form: `key: value:Effect`. */
const taintMap = mapOf('Taints of the nodes, as key: "value:Effect".', text('value:Effect'));

function updateConfig(): Field {
  return object('How many nodes an update takes away at once.', {
    maxUnavailable: integer('As a number.', { minimum: 1 }),
    maxUnavailablePercentage: integer('As a share.', { minimum: 1, maximum: 100 }),
  });
}

export function managedNodeGroupsSection(): Field {
  return list(
    'Node groups that EKS manages.',
    object('One managed node group.', {
      ...nodeGroupFields(),
      instanceTypes: texts('Instance types; excludes instanceType.'),
      spot: flag('Spot instances.'),
      taints: taintList,
      updateConfig: updateConfig(),
      launchTemplate: object('Existing launch template; excludes fields that it holds itself.', {
        id: text('Id of the launch template.', { required: true, notEmpty: true }),
        version: text('Its version.', { pattern: LAUNCH_TEMPLATE_VERSION }),
      }),
      releaseVersion: text('Version of the image.'),
      version: text('Kubernetes version of the nodes.', { dialect: 'rafay' }),
      nodeRepairConfig: nodeRepair(),
    }),
  );
}

export function nodeGroupsSection(): Field {
  return list(
    'Node groups that the account manages itself.',
    object('One self-managed node group.', {
      ...nodeGroupFields(),
      instancesDistribution: object('Mix of instance types and of spot and on-demand.', {
        instanceTypes: texts('Instance types.', { required: true }),
        maxPrice: decimal('Highest price of a spot instance per hour.', { minimum: 0 }),
        onDemandBaseCapacity: integer('Nodes that are always on-demand.', { minimum: 0 }),
        onDemandPercentageAboveBaseCapacity: integer('Share of on-demand above the base.', {
          minimum: 0,
          maximum: 100,
        }),
        spotInstancePools: integer('Pools of spot instances.', { minimum: 1, maximum: 20 }),
        spotAllocationStrategy: oneOf('How spot pools are chosen.', [
          ...['lowest-price', 'diversified', 'capacity-optimized'],
          ...['capacity-optimized-prioritized', 'price-capacity-optimized'],
        ]),
        capacityRebalance: flag('Replace spot instances before they are taken.'),
      }),
      asgMetricsCollection: list(
        'Metrics of the Auto Scaling group.',
        object('One collection.', {
          granularity: text('Granularity.', { required: true }),
          metrics: texts('Metrics; none means all.'),
        }),
      ),
      cpuCredits: oneOf('Credits of burstable instances.', ['standard', 'unlimited']),
      classicLoadBalancerNames: texts('Classic load balancers to register with.'),
      targetGroupARNs: texts('Target groups to register with.'),
      taints: {
        type: 'either',
        description: 'Taints, as a list or in the older form of a map.',
        choices: [taintList, taintMap],
      },
      updateConfig: updateConfig(),
      clusterDNS: text('Address of the DNS server for pods.'),
      kubeletExtraConfig: settings('Further settings of the kubelet.'),
      containerRuntime: oneOf('Container runtime.', ['containerd', 'dockerd', 'dockerForWindows']),
      maxInstanceLifetime: integer('Seconds until an instance is replaced.', { dialect: 'eksctl', minimum: 86_400 }),
      localZones: texts('Local zones of the nodes.', { dialect: 'eksctl' }),
      enclaveEnabled: flag('Nitro Enclaves.', { dialect: 'eksctl' }),
      version: text('Kubernetes version of the nodes.', { dialect: 'rafay' }),
    }),
  );
}

function nodeRepair(): Field {
  const share = (what: string): Field => integer(what, { minimum: 1, maximum: 100 });
  return object('Automatic repair of nodes.', {
    enabled: flag('Repair nodes.'),
    maxUnhealthyNodeThresholdPercentage: share('Share of unhealthy nodes above which repairs stop.'),
    maxUnhealthyNodeThresholdCount: integer('Number of unhealthy nodes above which repairs stop.', { minimum: 1 }),
    maxParallelNodesRepairedPercentage: share('Share of unhealthy nodes repaired at once.'),
    maxParallelNodesRepairedCount: integer('Number of nodes repaired at once.', { minimum: 1 }),
    nodeRepairConfigOverrides: list(
      'Repairs of certain conditions.',
      object('One override; all fields are needed.', {
        nodeMonitoringCondition: text('Condition.', { required: true }),
        nodeUnhealthyReason: text('Reason.', { required: true }),
        minRepairWaitTimeMins: integer('Minutes to wait.', { required: true, minimum: 1 }),
        repairAction: oneOf('What to do.', ['Replace', 'Reboot', 'NoAction'], { required: true }),
      }),
    ),
  });
}
