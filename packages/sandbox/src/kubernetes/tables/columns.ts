import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import type * as kinds from '../objects/kinds.ts';
import { shortAge, shortDuration } from './age.ts';
import { conditionStatus, containerColumns, imagesOf, nodeRoles, namesOf, podReason, selectorText } from './cells.ts';

export interface Column {
  name: string;
  /** Shown with `-o wide` only. */
  wide?: boolean;
  number?: boolean;
  value: (object: KubernetesObject, cluster: ClusterRuntime) => unknown;
}

/** One column of a kind whose form the schema guarantees. */
function column<T extends KubernetesObject>(
  name: string,
  value: (object: T, cluster: ClusterRuntime) => unknown,
  more: Partial<Column> = {},
): Column {
  return { name, value: (object, cluster) => value(object as T, cluster), ...more };
}

const WIDE = { wide: true };
const NUMBER = { number: true };
const name = column('Name', (object) => object.metadata.name);
const age = column('Age', (object, { world }) => shortAge(object.metadata.creationTimestamp, world.now()));

function templateColumns<
  T extends kinds.Deployment | kinds.ReplicaSet | kinds.StatefulSet | kinds.DaemonSet | kinds.Job,
>(selector = true): Column[] {
  return [
    column<T>('Containers', ({ spec }) => namesOf(spec.template?.spec.containers), WIDE),
    column<T>('Images', ({ spec }) => imagesOf(spec.template?.spec.containers), WIDE),
    ...(selector ? [column<T>('Selector', ({ spec }) => selectorText(spec.selector), WIDE)] : []),
  ];
}

function count(status: unknown, member: string): number {
  const value = (status as Record<string, unknown> | undefined)?.[member];
  return typeof value === 'number' ? value : 0;
}

/** What `kubectl get` shows of each kind, by collection. */
export const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  'v1/namespaces': [name, column<kinds.Namespace>('Status', ({ status }) => status?.phase ?? 'Active'), age],
  'v1/serviceaccounts': [name, column<kinds.ServiceAccount>('Secrets', ({ secrets }) => secrets?.length ?? 0), age],
  'v1/pods': [
    name,
    column<kinds.Pod>('Ready', (pod) => containerColumns(pod).ready),
    column<kinds.Pod>('Status', podReason),
    column<kinds.Pod>('Restarts', (pod) => String(containerColumns(pod).restarts)),
    age,
    column<kinds.Pod>('IP', ({ status }) => status?.podIP ?? '<none>', WIDE),
    column<kinds.Pod>('Node', ({ spec }) => spec.nodeName ?? '<none>', WIDE),
    column('Nominated Node', () => '<none>', WIDE),
    column('Readiness Gates', () => '<none>', WIDE),
  ],
  'v1/nodes': [
    name,
    column<kinds.Node>('Status', ({ spec, status }) => {
      const ready = status?.conditions?.find((condition) => condition.type === 'Ready')?.status === 'True';
      return `${ready ? 'Ready' : 'NotReady'}${spec?.unschedulable === true ? ',SchedulingDisabled' : ''}`;
    }),
    column<kinds.Node>('Roles', nodeRoles),
    age,
    column<kinds.Node>('Version', ({ status }) => status?.nodeInfo?.['kubeletVersion'] ?? ''),
    column<kinds.Node>('Internal-IP', (node) => addressOf(node, 'InternalIP'), WIDE),
    column<kinds.Node>('External-IP', (node) => addressOf(node, 'ExternalIP'), WIDE),
    column<kinds.Node>('OS-Image', ({ status }) => status?.nodeInfo?.['osImage'] ?? '<unknown>', WIDE),
    column<kinds.Node>('Kernel-Version', ({ status }) => status?.nodeInfo?.['kernelVersion'] ?? '<unknown>', WIDE),
    column<kinds.Node>(
      'Container-Runtime',
      ({ status }) => status?.nodeInfo?.['containerRuntimeVersion'] ?? '<unknown>',
      WIDE,
    ),
  ],
  'v1/events': [
    column<kinds.KubernetesEvent>('Last Seen', (event, { world }) =>
      shortAge(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp, world.now()),
    ),
    column<kinds.KubernetesEvent>('Type', ({ type }) => type ?? ''),
    column<kinds.KubernetesEvent>('Reason', ({ reason }) => reason ?? ''),
    column<kinds.KubernetesEvent>(
      'Object',
      ({ involvedObject }) => `${(involvedObject.kind ?? '').toLowerCase()}/${involvedObject.name ?? ''}`,
    ),
    column<kinds.KubernetesEvent>('Subobject', ({ involvedObject }) => involvedObject.fieldPath ?? '', WIDE),
    column<kinds.KubernetesEvent>(
      'Source',
      ({ source, reportingComponent }) => source?.component ?? reportingComponent ?? '',
      WIDE,
    ),
    column<kinds.KubernetesEvent>('Message', ({ message }) => message ?? ''),
    column<kinds.KubernetesEvent>(
      'First Seen',
      (event, { world }) => shortAge(event.firstTimestamp ?? event.metadata.creationTimestamp, world.now()),
      WIDE,
    ),
    column<kinds.KubernetesEvent>('Count', (event) => event.count ?? 1, WIDE),
    { ...name, wide: true },
  ],
  'v1/configmaps': [
    name,
    column<kinds.ConfigMap>('Data', ({ data, binaryData }) => Object.keys({ ...data, ...binaryData }).length),
    age,
  ],
  'v1/secrets': [
    name,
    column<kinds.Secret>('Type', ({ type }) => type ?? ''),
    column<kinds.Secret>('Data', ({ data }) => Object.keys(data ?? {}).length),
    age,
  ],
  'v1/services': [
    name,
    column('Type', (service) => specOf(service)['type'] ?? ''),
    column('Cluster-IP', (service) => specOf(service)['clusterIP'] ?? '<none>'),
    column('External-IP', () => '<none>'),
    column('Port(s)', servicePorts),
    age,
    column(
      'Selector',
      (service) => selectorText({ matchLabels: (specOf(service)['selector'] ?? {}) as Record<string, string> }),
      WIDE,
    ),
  ],
  'v1/endpoints': [name, column('Endpoints', () => '<none>'), age],
  'apps/v1/deployments': [
    name,
    column<kinds.Deployment>('Ready', ({ spec, status }) => `${count(status, 'readyReplicas')}/${spec.replicas ?? 0}`),
    column<kinds.Deployment>('Up-to-date', ({ status }) => count(status, 'updatedReplicas'), NUMBER),
    column<kinds.Deployment>('Available', ({ status }) => count(status, 'availableReplicas'), NUMBER),
    age,
    ...templateColumns<kinds.Deployment>(),
  ],
  'apps/v1/replicasets': [
    name,
    column<kinds.ReplicaSet>('Desired', ({ spec }) => spec.replicas ?? 0, NUMBER),
    column<kinds.ReplicaSet>('Current', ({ status }) => count(status, 'replicas'), NUMBER),
    column<kinds.ReplicaSet>('Ready', ({ status }) => count(status, 'readyReplicas'), NUMBER),
    age,
    ...templateColumns<kinds.ReplicaSet>(),
  ],
  'apps/v1/statefulsets': [
    name,
    column<kinds.StatefulSet>('Ready', ({ spec, status }) => `${count(status, 'readyReplicas')}/${spec.replicas ?? 0}`),
    age,
    ...templateColumns<kinds.StatefulSet>(false),
  ],
  'apps/v1/daemonsets': [
    name,
    column<kinds.DaemonSet>('Desired', ({ status }) => count(status, 'desiredNumberScheduled'), NUMBER),
    column<kinds.DaemonSet>('Current', ({ status }) => count(status, 'currentNumberScheduled'), NUMBER),
    column<kinds.DaemonSet>('Ready', ({ status }) => count(status, 'numberReady'), NUMBER),
    column<kinds.DaemonSet>('Up-to-date', ({ status }) => count(status, 'updatedNumberScheduled'), NUMBER),
    column<kinds.DaemonSet>('Available', ({ status }) => count(status, 'numberAvailable'), NUMBER),
    column<kinds.DaemonSet>('Node Selector', ({ spec }) =>
      selectorText({ matchLabels: spec.template?.spec.nodeSelector ?? {} }),
    ),
    age,
    ...templateColumns<kinds.DaemonSet>(),
  ],
  'batch/v1/jobs': [
    name,
    column<kinds.Job>('Status', jobStatus),
    column<kinds.Job>('Completions', ({ spec, status }) => `${status?.succeeded ?? 0}/${spec.completions ?? 1}`),
    column<kinds.Job>('Duration', ({ status }, { world }) => {
      if (status?.startTime === undefined) return '';
      const end = status.completionTime === undefined ? world.now() : Date.parse(status.completionTime);
      return shortDuration(end - Date.parse(status.startTime));
    }),
    age,
    ...templateColumns<kinds.Job>(),
  ],
  'batch/v1/cronjobs': [
    name,
    column<kinds.CronJob>('Schedule', ({ spec }) => spec.schedule),
    column<kinds.CronJob>('Timezone', ({ spec }) => spec.timeZone ?? '<none>'),
    column<kinds.CronJob>('Suspend', ({ spec }) => (spec.suspend === true ? 'True' : 'False')),
    column<kinds.CronJob>('Active', ({ status }) => status?.active?.length ?? 0, NUMBER),
    column<kinds.CronJob>('Last Schedule', ({ status }, { world }) =>
      status?.lastScheduleTime === undefined ? '<none>' : shortAge(status.lastScheduleTime, world.now()),
    ),
    age,
  ],
  'networking.k8s.io/v1/networkpolicies': [
    name,
    column('Pod-Selector', (policy) => selectorText((specOf(policy)['podSelector'] ?? {}) as kinds.LabelSelector)),
    age,
  ],
  'networking.k8s.io/v1/ingresses': [
    name,
    column('Class', (ingress) => specOf(ingress)['ingressClassName'] ?? '<none>'),
    column('Hosts', ingressHosts),
    column('Address', () => ''),
    column('Ports', () => '80'),
    age,
  ],
  'policy/v1/poddisruptionbudgets': [
    name,
    column<kinds.PodDisruptionBudget>('Min Available', ({ spec }) => String(spec?.minAvailable ?? 'N/A')),
    column<kinds.PodDisruptionBudget>('Max Unavailable', ({ spec }) => String(spec?.maxUnavailable ?? 'N/A')),
    column<kinds.PodDisruptionBudget>('Allowed Disruptions', ({ status }) => status?.disruptionsAllowed ?? 0, NUMBER),
    age,
  ],
  'rbac.authorization.k8s.io/v1/roles': [name, column('Created At', (role) => role.metadata.creationTimestamp)],
  'rbac.authorization.k8s.io/v1/clusterroles': [name, column('Created At', (role) => role.metadata.creationTimestamp)],
  'rbac.authorization.k8s.io/v1/rolebindings': [
    name,
    column<kinds.RoleBinding>('Role', ({ roleRef }) => `${roleRef.kind}/${roleRef.name}`),
    age,
  ],
  'rbac.authorization.k8s.io/v1/clusterrolebindings': [
    name,
    column<kinds.RoleBinding>('Role', ({ roleRef }) => `${roleRef.kind}/${roleRef.name}`),
    age,
  ],
};

function specOf(object: KubernetesObject): Record<string, unknown> {
  return (object['spec'] ?? {}) as Record<string, unknown>;
}

function jobStatus({ spec, status }: kinds.Job): string {
  if (conditionStatus(status?.conditions, 'Complete')) return 'Complete';
  if (conditionStatus(status?.conditions, 'Failed')) return 'Failed';
  return spec.suspend === true ? 'Suspended' : 'Running';
}

function servicePorts(service: KubernetesObject): string {
  const ports = (specOf(service)['ports'] ?? []) as { port: number; nodePort?: number; protocol?: string }[];
  if (ports.length === 0) return '<none>';
  return ports
    .map(({ port, nodePort, protocol = 'TCP' }) => `${port}${nodePort === undefined ? '' : `:${nodePort}`}/${protocol}`)
    .join(',');
}

function ingressHosts(ingress: KubernetesObject): string {
  const rules = (specOf(ingress)['rules'] ?? []) as { host?: string }[];
  const hosts = rules.flatMap(({ host }) => (host === undefined ? [] : [host]));
  return hosts.length === 0 ? '*' : hosts.join(',');
}

function addressOf(node: kinds.Node, type: string): string {
  return node.status?.addresses?.find((address) => address.type === type)?.address ?? '<none>';
}
