import { accessPolicies } from './access-sections.ts';
import { free, type Field, flag, integer, list, object, oneOf, settings, text, textMap, texts } from './field.ts';
import { CLUSTER_NAME, KUBERNETES_VERSION, REGION, ROLE_ARN_PATTERN } from './patterns.ts';
import { checkedPolicyArns, inlinePolicy } from './policy-fields.ts';

/** CloudWatch accepts these and no others (reference §1.1: 17 values). */
export const RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653];

/** EKS's own model of CreateCluster. */
const CONTROL_PLANE_TIERS = ['standard', 'tier-xl', 'tier-2xl', 'tier-4xl', 'tier-8xl'];

export function metadataSection(): Field {
  return object(
    'Name and place of the cluster.',
    {
      name: text('Name of the cluster.', { required: true, pattern: CLUSTER_NAME }),
      region: text('AWS region.', { required: true, pattern: REGION }),
      version: text('Kubernetes version, in quotes: 1.30 without them is the number 1.3.', {
        offered: 'kubernetes-versions',
        pattern: KUBERNETES_VERSION,
      }),
      tags: textMap('Tags of everything that is made.'),
      annotations: textMap('Notes for other programs.'),
      forceUpdateVersion: flag('Upgrade although insights warn.', { dialect: 'eksctl' }),
      rollbackConfig: object(
        'Automatic rollback of an upgrade.',
        { timeoutMinutes: integer('Minutes to wait.', { minimum: 120, maximum: 10_080 }) },
        { dialect: 'eksctl' },
      ),
    },
    { required: true },
  );
}

export function upgradePolicySection(): Field {
  return object(
    'Support after the standard period.',
    { supportType: oneOf('Default: EXTENDED.', ['STANDARD', 'EXTENDED']) },
    { dialect: 'eksctl' },
  );
}

export function autoModeSection(): Field {
  return object('EKS Auto Mode: AWS runs nodes, networking and the pod identity agent.', {
    enabled: flag('Use Auto Mode.', { required: true }),
    nodeRoleARN: text('Existing role of the nodes; excludes permissionsBoundaryARN.', { pattern: ROLE_ARN_PATTERN }),
    permissionsBoundaryARN: text('Permissions boundary of the role to make.', { dialect: 'eksctl' }),
    nodePools: list('Built-in node pools; [] for none.', oneOf('One pool.', ['general-purpose', 'system']), {
      unique: true,
    }),
  });
}

export function fargateSection(): Field {
  return list(
    'Which pods run on Fargate. Pod Identity does not work there.',
    object('One profile.', {
      name: text('Its name; must not start with eks-.', { required: true, notEmpty: true }),
      podExecutionRoleARN: text('Role to start pods with.', { pattern: ROLE_ARN_PATTERN }),
      selectors: list(
        'Which pods.',
        object('One selector.', {
          namespace: text('Namespace.', { required: true, notEmpty: true }),
          labels: textMap('Labels.'),
        }),
        { required: true, minItems: 1 },
      ),
      subnets: texts('Subnets of the pods.'),
      tags: textMap('Tags of the profile.'),
      status: text('State reported by EKS.', { readOnly: true }),
    }),
  );
}

export function cloudWatchSection(): Field {
  const types = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler', 'all', '*'];
  return object('Logs of the control plane.', {
    clusterLogging: object('What is logged.', {
      enableTypes: list('Kinds of logs.', oneOf('One kind.', types), { unique: true }),
      logRetentionInDays: integer('Days that logs are kept.', { values: RETENTION_DAYS }),
    }),
  });
}

export function secretsEncryptionSection(): Field {
  return object('Encryption of Kubernetes secrets.', {
    keyARN: text('KMS key.', { required: true, notEmpty: true }),
    encryptExistingSecrets: flag('Also secrets that exist.', { dialect: 'rafay' }),
  });
}

export function gitopsSection(): Field {
  const flux = object('Flux v2.', {
    gitProvider: oneOf('Where the repository is.', ['github', 'gitlab', 'git'], { anyCase: true }),
    flags: textMap('Flags of flux bootstrap: every value is a text.'),
  });
  return object('GitOps.', { flux }, { dialect: 'eksctl' });
}

export function karpenterSection(): Field {
  return object(
    'Karpenter.',
    {
      version: text('Version, from 0.20.0.', { required: true, notEmpty: true }),
      createServiceAccount: flag('Let the chart create the service account.'),
      defaultInstanceProfile: text('Instance profile of its nodes.'),
      withSpotInterruptionQueue: flag('A queue for spot interruptions.'),
    },
    { dialect: 'eksctl' },
  );
}

export function outpostSection(): Field {
  const placement = (what: string): Field =>
    object(what, { groupName: text('Placement group.'), spreadLevel: text('Spread level.') });
  return object(
    'Cluster on an Outpost.',
    {
      controlPlaneOutpostARN: text('The Outpost.', { required: true }),
      controlPlaneInstanceType: text('Instance type of the control plane.'),
      controlPlanePlacement: placement('Placement of the control plane.'),
      etcdInstanceType: text('Instance type of etcd.'),
      etcdPlacement: placement('Placement of etcd.'),
    },
    { dialect: 'eksctl' },
  );
}

export function capabilitiesSection(): Field {
  const argocd = object('Argo CD.', {
    namespace: text('Its namespace.'),
    networkAccess: object('Private access.', { vpceIds: texts('VPC endpoints.') }),
    rbacRoleMappings: list(
      'Roles of people.',
      object('One mapping.', {
        role: oneOf('Role in Argo CD.', ['ADMIN', 'EDITOR', 'VIEWER'], { required: true }),
        identities: list(
          'Who has it.',
          object('One identity.', {
            id: text('Its id.', { required: true }),
            type: oneOf('Kind.', ['SSO_USER', 'SSO_GROUP'], { required: true }),
          }),
          { required: true },
        ),
      }),
    ),
    awsIdc: object('IAM Identity Center.', {
      idcInstanceArn: text('The instance.', { required: true }),
      idcRegion: text('Its region.'),
    }),
  });
  return list(
    'Capabilities that EKS runs.',
    object('One capability.', {
      name: text('Its name.', { required: true }),
      type: oneOf('Kind.', ['ACK', 'KRO', 'ARGOCD'], { required: true }),
      roleArn: text('Existing role.', { pattern: ROLE_ARN_PATTERN }),
      deletePropagationPolicy: oneOf('What remains in the cluster when it is deleted.', ['RETAIN']),
      configuration: object('Settings.', { argocd }),
      tags: textMap('Tags.'),
      accessPolicies: accessPolicies(),
      attachPolicyARNs: checkedPolicyArns('Managed policies of the role to make.'),
      attachPolicy: inlinePolicy('Inline policy of the role to make.'),
      permissionsBoundary: text('Permissions boundary of the role to make.'),
    }),
    { dialect: 'eksctl' },
  );
}

/** Sections of one or two fields, and those whose content EKS or the console documents elsewhere. */
export function smallSections(): Record<string, Field> {
  const enabled = (description: string): Record<string, Field> => ({ enabled: flag(description) });
  const component = (name: string): Field => settings(`Settings of the ${name}.`, { dialect: 'eksctl' });
  return {
    availabilityZones: texts('Zones of a new VPC; at least two; excludes vpc.subnets.'),
    localZones: texts('Local zones for self-managed nodes.', { dialect: 'eksctl' }),
    controlPlaneScalingConfig: object(
      'Size of the control plane.',
      { tier: oneOf('Tier; all but standard cost more.', CONTROL_PLANE_TIERS) },
      { dialect: 'eksctl' },
    ),
    zonalShiftConfig: object('Zonal shift.', enabled('Allow zonal shift.')),
    kubeAPIServerConfig: component('API server'),
    kubeSchedulerConfig: component('scheduler'),
    kubeControllerManagerConfig: component('controller manager'),
    deleteProtection: object('Protection from deletion.', enabled('Refuse to delete the cluster.'), {
      dialect: 'rafay',
    }),
    autoZonalShiftConfig: object(
      'Automatic zonal shift.',
      {
        ...enabled('Use zonal autoshift.'),
        allowedWindows: free('When practice runs may happen.'),
        blockedDates: free('When they may not.'),
        blockedWindows: free('When they may not.'),
        blockingAlarms: free('Alarms that stop them.'),
        outcomeAlarms: free('Alarms that judge them.'),
      },
      { dialect: 'rafay' },
    ),
  };
}
