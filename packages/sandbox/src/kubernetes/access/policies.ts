import type { PolicyRule } from '../objects/kinds.ts';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const WORKLOADS = [
  {
    apiGroups: ['apps'],
    resources: [
      'daemonsets',
      'deployments',
      'deployments/scale',
      'replicasets',
      'replicasets/scale',
      'statefulsets',
      'statefulsets/scale',
    ],
  },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'] },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'] },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'] },
];
const CORE_WRITABLE = ['configmaps', 'persistentvolumeclaims', 'pods', 'serviceaccounts', 'services', 'endpoints'];

const view: PolicyRule[] = [
  {
    apiGroups: [''],
    resources: [
      ...CORE_WRITABLE,
      'bindings',
      'events',
      'limitranges',
      'namespaces',
      'namespaces/status',
      'persistentvolumeclaims/status',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'resourcequotas',
      'services/status',
    ],
    verbs: READ,
  },
  ...WORKLOADS.map((rule) => ({ ...rule, verbs: READ })),
  {
    apiGroups: ['apps'],
    resources: [
      'controllerrevisions',
      'daemonsets/status',
      'deployments/status',
      'replicasets/status',
      'statefulsets/status',
    ],
    verbs: READ,
  },
  { apiGroups: ['batch'], resources: ['cronjobs/status', 'jobs/status'], verbs: READ },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: READ },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets/status'], verbs: READ },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: READ },
];

const edit: PolicyRule[] = [
  ...view,
  { apiGroups: [''], resources: ['secrets'], verbs: [...READ, ...WRITE] },
  { apiGroups: [''], resources: CORE_WRITABLE, verbs: WRITE },
  { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'] },
  { apiGroups: [''], resources: ['pods/eviction', 'serviceaccounts/token'], verbs: ['create'] },
  {
    apiGroups: [''],
    resources: ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'],
    verbs: ['get', ...WRITE],
  },
  { apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['create', 'patch', 'update'] },
  ...WORKLOADS.map((rule) => ({ ...rule, verbs: WRITE })),
];

const admin: PolicyRule[] = [
  ...edit,
  { apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings', 'roles'], verbs: [...READ, ...WRITE] },
  { apiGroups: ['authorization.k8s.io'], resources: ['localsubjectaccessreviews'], verbs: ['create'] },
];

const adminView: PolicyRule[] = [{ apiGroups: ['*'], resources: ['*'], verbs: READ }];

const clusterAdmin: PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

/** What the access policies of EKS allow, by the last part of their ARN (user guide, "access policy permissions"). */
export const ACCESS_POLICIES: Readonly<Record<string, readonly PolicyRule[]>> = {
  AmazonEKSViewPolicy: view,
  AmazonEKSEditPolicy: edit,
  AmazonEKSAdminPolicy: admin,
  AmazonEKSAdminViewPolicy: adminView,
  AmazonEKSClusterAdminPolicy: clusterAdmin,
};

/** The cluster roles that every cluster has. */
export const CLUSTER_ROLES_OF_KUBERNETES: Readonly<Record<string, readonly PolicyRule[]>> = {
  'cluster-admin': clusterAdmin,
  admin,
  edit,
  view,
};

/** What everybody who is known may do: ask what they may do, and discover the API. */
export const AUTHENTICATED_RULES: readonly PolicyRule[] = [
  {
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
    verbs: ['create'],
  },
  { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
  {
    nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*', '/version/'],
    verbs: ['get'],
  },
];

/** What anybody may read. */
export const PUBLIC_RULES: readonly PolicyRule[] = [
  {
    nonResourceURLs: ['/healthz', '/livez', '/livez/*', '/readyz', '/readyz/*', '/version', '/version/'],
    verbs: ['get'],
  },
];
