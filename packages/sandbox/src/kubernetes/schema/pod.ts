import { labelSelector, objectMeta } from './meta.ts';
import { any, boolean, integer, intOrString, keyed, list, map, object, quantity, string, strings } from './schema.ts';

const CORE = 'io.k8s.api.core.v1';

const keySelector = { key: string, name: string, optional: boolean };
const fieldRef = object(`${CORE}.ObjectFieldSelector`, { apiVersion: string, fieldPath: string }, ['fieldPath']);
const resourceFieldRef = object(
  `${CORE}.ResourceFieldSelector`,
  { containerName: string, divisor: quantity, resource: string },
  ['resource'],
);
const items = list(object(`${CORE}.KeyToPath`, { key: string, path: string, mode: integer }, ['key', 'path']));

const environmentVariable = object(
  `${CORE}.EnvVar`,
  {
    name: string,
    value: string,
    valueFrom: object(`${CORE}.EnvVarSource`, {
      fieldRef,
      resourceFieldRef,
      configMapKeyRef: object(`${CORE}.ConfigMapKeySelector`, keySelector, ['key']),
      secretKeyRef: object(`${CORE}.SecretKeySelector`, keySelector, ['key']),
      fileKeyRef: any,
    }),
  },
  ['name'],
);

const handlers = {
  exec: object(`${CORE}.ExecAction`, { command: list(string) }),
  httpGet: object(
    `${CORE}.HTTPGetAction`,
    { host: string, path: string, port: intOrString, scheme: string, httpHeaders: list(any) },
    ['port'],
  ),
  tcpSocket: object(`${CORE}.TCPSocketAction`, { host: string, port: intOrString }, ['port']),
};

const probe = object(`${CORE}.Probe`, {
  ...handlers,
  grpc: object(`${CORE}.GRPCAction`, { port: integer, service: string }, ['port']),
  initialDelaySeconds: integer,
  timeoutSeconds: integer,
  periodSeconds: integer,
  successThreshold: integer,
  failureThreshold: integer,
  terminationGracePeriodSeconds: integer,
});
const lifecycleHandler = object(`${CORE}.LifecycleHandler`, { ...handlers, sleep: any });

const container = object(
  `${CORE}.Container`,
  {
    name: string,
    image: string,
    command: list(string),
    args: list(string),
    workingDir: string,
    ports: keyed(
      object(
        `${CORE}.ContainerPort`,
        { containerPort: integer, hostIP: string, hostPort: integer, name: string, protocol: string },
        ['containerPort'],
      ),
      'containerPort',
      ['containerPort', 'protocol'],
    ),
    env: keyed(environmentVariable, 'name'),
    envFrom: list(
      object(`${CORE}.EnvFromSource`, {
        prefix: string,
        configMapRef: object(`${CORE}.ConfigMapEnvSource`, { name: string, optional: boolean }),
        secretRef: object(`${CORE}.SecretEnvSource`, { name: string, optional: boolean }),
      }),
    ),
    resources: object(`${CORE}.ResourceRequirements`, {
      limits: map(quantity),
      requests: map(quantity),
      claims: list(any),
    }),
    resizePolicy: list(any),
    restartPolicy: string,
    restartPolicyRules: list(any),
    volumeMounts: keyed(
      object(
        `${CORE}.VolumeMount`,
        {
          name: string,
          mountPath: string,
          readOnly: boolean,
          subPath: string,
          subPathExpr: string,
          mountPropagation: string,
          recursiveReadOnly: string,
        },
        ['name', 'mountPath'],
      ),
      'mountPath',
    ),
    volumeDevices: keyed(
      object(`${CORE}.VolumeDevice`, { name: string, devicePath: string }, ['name', 'devicePath']),
      'devicePath',
    ),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: object(`${CORE}.Lifecycle`, {
      preStop: lifecycleHandler,
      postStart: lifecycleHandler,
      stopSignal: string,
    }),
    terminationMessagePath: string,
    terminationMessagePolicy: string,
    imagePullPolicy: string,
    securityContext: any,
    stdin: boolean,
    stdinOnce: boolean,
    tty: boolean,
    targetContainerName: string,
  },
  ['name'],
);

const projectedSources = list(
  object(`${CORE}.VolumeProjection`, {
    serviceAccountToken: object(
      `${CORE}.ServiceAccountTokenProjection`,
      { audience: string, expirationSeconds: integer, path: string },
      ['path'],
    ),
    configMap: object(`${CORE}.ConfigMapProjection`, { name: string, items, optional: boolean }),
    secret: object(`${CORE}.SecretProjection`, { name: string, items, optional: boolean }),
    downwardAPI: object(`${CORE}.DownwardAPIProjection`, {
      items: list(
        object(`${CORE}.DownwardAPIVolumeFile`, { path: string, fieldRef, resourceFieldRef, mode: integer }, ['path']),
      ),
    }),
    clusterTrustBundle: any,
    podCertificate: any,
  }),
);

const VOLUME_SOURCES = [
  'awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume',
  'flocker gcePersistentDisk gitRepo glusterfs hostPath image iscsi nfs persistentVolumeClaim photonPersistentDisk',
  'portworxVolume quobyte rbd scaleIO secret storageos vsphereVolume',
]
  .join(' ')
  .split(' ');

const volume = {
  ...object(
    `${CORE}.Volume`,
    {
      name: string,
      projected: object(`${CORE}.ProjectedVolumeSource`, { defaultMode: integer, sources: projectedSources }),
      ...Object.fromEntries(VOLUME_SOURCES.map((source) => [source, any])),
    },
    ['name'],
  ),
  retainKeys: true,
};

const nodeSelectorTerm = object(`${CORE}.NodeSelectorTerm`, {
  matchExpressions: list(
    object(`${CORE}.NodeSelectorRequirement`, { key: string, operator: string, values: list(string) }, [
      'key',
      'operator',
    ]),
  ),
  matchFields: list(any),
});

export const taint = object(`${CORE}.Taint`, { key: string, value: string, effect: string, timeAdded: string }, [
  'key',
  'effect',
]);

export const podSpec = object(
  `${CORE}.PodSpec`,
  {
    containers: keyed(container, 'name'),
    initContainers: keyed(container, 'name'),
    ephemeralContainers: keyed(container, 'name'),
    volumes: { ...keyed(volume, 'name'), retainKeys: true },
    restartPolicy: string,
    terminationGracePeriodSeconds: integer,
    activeDeadlineSeconds: integer,
    dnsPolicy: string,
    nodeSelector: strings,
    serviceAccountName: string,
    serviceAccount: string,
    automountServiceAccountToken: boolean,
    nodeName: string,
    hostNetwork: boolean,
    hostPID: boolean,
    hostIPC: boolean,
    hostUsers: boolean,
    hostnameOverride: string,
    shareProcessNamespace: boolean,
    securityContext: any,
    imagePullSecrets: keyed(object(`${CORE}.LocalObjectReference`, { name: string }), 'name'),
    hostname: string,
    subdomain: string,
    affinity: object(`${CORE}.Affinity`, {
      nodeAffinity: object(`${CORE}.NodeAffinity`, {
        requiredDuringSchedulingIgnoredDuringExecution: object(
          `${CORE}.NodeSelector`,
          { nodeSelectorTerms: list(nodeSelectorTerm) },
          ['nodeSelectorTerms'],
        ),
        preferredDuringSchedulingIgnoredDuringExecution: list(any),
      }),
      podAffinity: any,
      podAntiAffinity: any,
    }),
    schedulerName: string,
    tolerations: list(
      object(`${CORE}.Toleration`, {
        key: string,
        operator: string,
        value: string,
        effect: string,
        tolerationSeconds: integer,
      }),
    ),
    hostAliases: keyed(object(`${CORE}.HostAlias`, { ip: string, hostnames: list(string) }, ['ip']), 'ip'),
    priorityClassName: string,
    priority: integer,
    dnsConfig: any,
    readinessGates: list(any),
    runtimeClassName: string,
    enableServiceLinks: boolean,
    preemptionPolicy: string,
    overhead: map(quantity),
    topologySpreadConstraints: keyed(
      object(`${CORE}.TopologySpreadConstraint`, {
        maxSkew: integer,
        topologyKey: string,
        whenUnsatisfiable: string,
        labelSelector,
        minDomains: integer,
        nodeAffinityPolicy: string,
        nodeTaintsPolicy: string,
        matchLabelKeys: list(string),
      }),
      'topologyKey',
      ['topologyKey', 'whenUnsatisfiable'],
    ),
    setHostnameAsFQDN: boolean,
    os: object(`${CORE}.PodOS`, { name: string }, ['name']),
    schedulingGates: keyed(object(`${CORE}.PodSchedulingGate`, { name: string }, ['name']), 'name'),
    resourceClaims: list(any),
    resources: any,
    workloadRef: any,
  },
  ['containers'],
);

export const podTemplate = object(`${CORE}.PodTemplateSpec`, { metadata: objectMeta, spec: podSpec });
