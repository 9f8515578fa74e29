import { condition, kind } from './meta.ts';
import { podSpec, taint } from './pod.ts';
import {
  any,
  boolean,
  bytes,
  integer,
  intOrString,
  keyed,
  list,
  map,
  object,
  quantity,
  set,
  string,
  strings,
  time,
} from './schema.ts';

const CORE = 'io.k8s.api.core.v1';
const conditions = keyed(condition, 'type');

export const objectReference = object(`${CORE}.ObjectReference`, {
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string,
  uid: string,
  resourceVersion: string,
  fieldPath: string,
});
const localReference = object(`${CORE}.LocalObjectReference`, { name: string });

export const namespace = kind(`${CORE}.Namespace`, {
  spec: object(`${CORE}.NamespaceSpec`, { finalizers: list(string) }),
  status: object(`${CORE}.NamespaceStatus`, { phase: string, conditions }),
});

export const serviceAccount = kind(`${CORE}.ServiceAccount`, {
  secrets: keyed(objectReference, 'name'),
  imagePullSecrets: keyed(localReference, 'name'),
  automountServiceAccountToken: boolean,
});

export const pod = kind(`${CORE}.Pod`, {
  spec: podSpec,
  status: object(`${CORE}.PodStatus`, {
    phase: string,
    conditions,
    message: string,
    reason: string,
    nominatedNodeName: string,
    hostIP: string,
    hostIPs: list(any),
    podIP: string,
    podIPs: keyed(object(`${CORE}.PodIP`, { ip: string }, ['ip']), 'ip'),
    startTime: time,
    observedGeneration: integer,
    containerStatuses: list(any),
    initContainerStatuses: list(any),
    ephemeralContainerStatuses: list(any),
    qosClass: string,
    resize: string,
    resourceClaimStatuses: list(any),
  }),
});

export const node = kind(`${CORE}.Node`, {
  spec: object(`${CORE}.NodeSpec`, {
    podCIDR: string,
    podCIDRs: set(string),
    providerID: string,
    unschedulable: boolean,
    taints: list(taint),
    externalID: string,
    configSource: any,
  }),
  status: object(`${CORE}.NodeStatus`, {
    capacity: map(quantity),
    allocatable: map(quantity),
    phase: string,
    conditions,
    addresses: keyed(object(`${CORE}.NodeAddress`, { type: string, address: string }, ['type', 'address']), 'type'),
    daemonEndpoints: any,
    nodeInfo: any,
    images: list(any),
    volumesInUse: list(string),
    volumesAttached: list(any),
    features: any,
    runtimeHandlers: list(any),
  }),
});

export const event = kind(
  `${CORE}.Event`,
  {
    involvedObject: objectReference,
    reason: string,
    message: string,
    source: object(`${CORE}.EventSource`, { component: string, host: string }),
    firstTimestamp: time,
    lastTimestamp: time,
    count: integer,
    type: string,
    eventTime: time,
    series: any,
    action: string,
    related: objectReference,
    reportingComponent: string,
    reportingInstance: string,
  },
  ['metadata', 'involvedObject'],
);

export const eventsEvent = kind('io.k8s.api.events.v1.Event', {
  eventTime: time,
  series: any,
  reportingController: string,
  reportingInstance: string,
  action: string,
  reason: string,
  regarding: objectReference,
  related: objectReference,
  note: string,
  type: string,
  deprecatedSource: object(`${CORE}.EventSource`, { component: string, host: string }),
  deprecatedFirstTimestamp: time,
  deprecatedLastTimestamp: time,
  deprecatedCount: integer,
});

export const configMap = kind(`${CORE}.ConfigMap`, { data: strings, binaryData: map(bytes), immutable: boolean });

export const secret = kind(`${CORE}.Secret`, {
  data: map(bytes),
  stringData: strings,
  type: string,
  immutable: boolean,
});

export const service = kind(`${CORE}.Service`, {
  spec: object(`${CORE}.ServiceSpec`, {
    type: string,
    selector: strings,
    ports: keyed(
      object(
        `${CORE}.ServicePort`,
        {
          name: string,
          protocol: string,
          appProtocol: string,
          port: integer,
          targetPort: intOrString,
          nodePort: integer,
        },
        ['port'],
      ),
      'port',
      ['port', 'protocol'],
    ),
    clusterIP: string,
    clusterIPs: list(string),
    ipFamilies: list(string),
    ipFamilyPolicy: string,
    externalIPs: list(string),
    externalName: string,
    externalTrafficPolicy: string,
    internalTrafficPolicy: string,
    trafficDistribution: string,
    sessionAffinity: string,
    sessionAffinityConfig: any,
    loadBalancerIP: string,
    loadBalancerClass: string,
    loadBalancerSourceRanges: list(string),
    allocateLoadBalancerNodePorts: boolean,
    healthCheckNodePort: integer,
    publishNotReadyAddresses: boolean,
  }),
  status: object(`${CORE}.ServiceStatus`, { loadBalancer: any, conditions }),
});

export const persistentVolumeClaim = kind(`${CORE}.PersistentVolumeClaim`, { spec: any, status: any });

export const endpoints = kind(`${CORE}.Endpoints`, { subsets: list(any) });
