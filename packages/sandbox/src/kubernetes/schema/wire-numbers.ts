/**
 * Field numbers of the protobuf form (facts of the API's `generated.proto` files): for each definition its fields in
 * the order of their numbers, from 1. `-` is a number that is not used here; `=name` is a nested message whose first
 * field is `name`; `*` is a nested message with the numbers of the definition `NAME*`, and the same object's fields.
 *
 * kubectl's typed commands (`create …`, `auth can-i`, `create token`, `drain`) send these; the answers are JSON.
 */
const NUMBERS: Readonly<Record<string, string>> = {
  ObjectMeta:
    'name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences finalizers',
  OwnerReference: 'kind - name uid apiVersion controller blockOwnerDeletion',
  LabelSelector: 'matchLabels matchExpressions',
  LabelSelectorRequirement: 'key operator values',
  LocalObjectReference: 'name',
  ObjectReference: 'kind namespace name uid apiVersion resourceVersion fieldPath',
  NamespaceSpec: 'finalizers',
  NamespaceStatus: 'phase conditions',
  Condition: '-',
  ServiceAccount: 'metadata secrets imagePullSecrets automountServiceAccountToken',
  ConfigMap: 'metadata data binaryData immutable',
  Secret: 'metadata data type stringData immutable',
  Role: 'metadata rules',
  ClusterRole: 'metadata rules',
  RoleBinding: 'metadata subjects roleRef',
  ClusterRoleBinding: 'metadata subjects roleRef',
  PolicyRule: 'verbs apiGroups resources resourceNames nonResourceURLs',
  Subject: 'kind apiGroup name namespace',
  RoleRef: 'apiGroup kind name',
  DeploymentSpec:
    'replicas selector template strategy minReadySeconds revisionHistoryLimit paused - progressDeadlineSeconds',
  DeploymentStrategy: 'type rollingUpdate',
  RollingUpdate: 'maxUnavailable maxSurge',
  DeploymentStatus:
    'observedGeneration replicas updatedReplicas availableReplicas unavailableReplicas - readyReplicas collisionCount',
  PodTemplateSpec: 'metadata spec',
  PodSpec:
    'volumes containers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount nodeName hostNetwork hostPID hostIPC securityContext imagePullSecrets hostname subdomain affinity schedulerName initContainers automountServiceAccountToken tolerations hostAliases priorityClassName priority - shareProcessNamespace - runtimeClassName enableServiceLinks preemptionPolicy - - - setHostnameAsFQDN os hostUsers',
  PodOS: 'name',
  HostAlias: 'ip hostnames',
  PodStatus: '-',
  Container:
    'name image command args workingDir ports env resources volumeMounts - - - terminationMessagePath imagePullPolicy securityContext stdin stdinOnce tty envFrom terminationMessagePolicy - - - restartPolicy',
  ContainerPort: 'name hostPort containerPort protocol hostIP',
  EnvVar: 'name value valueFrom',
  EnvVarSource: 'fieldRef resourceFieldRef configMapKeyRef secretKeyRef',
  ObjectFieldSelector: 'apiVersion fieldPath',
  ResourceFieldSelector: 'containerName resource divisor',
  ConfigMapKeySelector: '=name key optional',
  SecretKeySelector: '=name key optional',
  EnvFromSource: 'prefix configMapRef secretRef',
  ConfigMapEnvSource: '=name optional',
  SecretEnvSource: '=name optional',
  ResourceRequirements: 'limits requests',
  VolumeMount: 'name readOnly mountPath subPath mountPropagation subPathExpr recursiveReadOnly',
  Volume: 'name *',
  'Volume*':
    'hostPath emptyDir - - - secret - - - persistentVolumeClaim - - - - - downwardAPI - - configMap - - - - - - projected - csi ephemeral image',
  ProjectedVolumeSource: 'sources defaultMode',
  VolumeProjection: 'secret downwardAPI configMap serviceAccountToken',
  ServiceAccountTokenProjection: 'audience expirationSeconds path',
  ConfigMapProjection: '=name items optional',
  SecretProjection: '=name items optional',
  KeyToPath: 'key path mode',
  DownwardAPIProjection: 'items',
  DownwardAPIVolumeFile: 'path fieldRef resourceFieldRef mode',
  Toleration: 'key operator value effect tolerationSeconds',
  Affinity: 'nodeAffinity podAffinity podAntiAffinity',
  NodeAffinity: 'requiredDuringSchedulingIgnoredDuringExecution',
  NodeSelector: 'nodeSelectorTerms',
  NodeSelectorTerm: 'matchExpressions matchFields',
  NodeSelectorRequirement: 'key operator values',
  JobSpec:
    'parallelism completions activeDeadlineSeconds selector manualSelector template backoffLimit ttlSecondsAfterFinished completionMode suspend',
  JobStatus: '-',
  JobTemplateSpec: 'metadata spec',
  CronJobSpec:
    'schedule startingDeadlineSeconds concurrencyPolicy suspend jobTemplate successfulJobsHistoryLimit failedJobsHistoryLimit timeZone',
  CronJobStatus: '-',
  PodDisruptionBudgetSpec: 'minAvailable selector maxUnavailable unhealthyPodEvictionPolicy',
  PodDisruptionBudgetStatus: '-',
  Eviction: 'metadata deleteOptions',
  ServiceSpec:
    'ports selector clusterIP type externalIPs - sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses',
  ServicePort: 'name protocol port targetPort nodePort appProtocol',
  ServiceStatus: '-',
  TokenRequestSpec: 'audiences - boundObjectRef expirationSeconds',
  BoundObjectReference: 'kind apiVersion name uid',
  TokenReviewSpec: 'token audiences',
  SelfSubjectAccessReviewSpec: 'resourceAttributes nonResourceAttributes',
  SubjectAccessReviewSpec: 'resourceAttributes nonResourceAttributes user groups - uid',
  ResourceAttributes: 'namespace verb group version resource subresource name',
  NonResourceAttributes: 'path verb',
  SelfSubjectRulesReviewSpec: 'namespace',
  SelfSubjectReview: 'metadata status',
  DeleteOptions: 'gracePeriodSeconds preconditions orphanDependents propagationPolicy dryRun',
  Preconditions: 'uid resourceVersion',
};

/**
 * Fields that Go writes always, set or not: their zero stands for "not set". All other zeros were meant.
 */
export const ALWAYS_WRITTEN: ReadonlySet<string> = new Set(
  'minReadySeconds paused hostNetwork hostPID hostIPC stdin stdinOnce tty hostPort readOnly generation nodePort'.split(
    ' ',
  ),
);

/** The usual form of a whole object. */
const WHOLE = 'metadata spec status';

/** The names of a definition's fields by number (index 0 is number 1), or undefined when it has no known numbers. */
export function wireFields(definition: string): readonly string[] | undefined {
  const known = split.get(definition);
  if (known !== undefined) return known;
  const short = definition.split('.').at(-1) ?? '';
  const text = Object.hasOwn(NUMBERS, short) ? NUMBERS[short] : undefined;
  if (text === undefined) return undefined;
  const fields = text.split(' ');
  split.set(definition, fields);
  return fields;
}

export const WHOLE_OBJECT: readonly string[] = WHOLE.split(' ');
const split = new Map<string, readonly string[]>();
