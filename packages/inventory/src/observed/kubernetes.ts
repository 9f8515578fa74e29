import { z } from 'zod';

/** Annotation keys of an IRSA link (eks-and-iam §4.1). */
export const irsaAnnotations = {
  roleArn: 'eks.amazonaws.com/role-arn',
  audience: 'eks.amazonaws.com/audience',
  regionalEndpoints: 'eks.amazonaws.com/sts-regional-endpoints',
  tokenExpiration: 'eks.amazonaws.com/token-expiration',
} as const;

export const ServiceAccount = z.object({
  namespace: z.string(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime().optional(),
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

/** `hard-coded`: the pod's own spec sets the web identity variables, so it keeps IRSA whatever the webhook does. */
export const CredentialMechanism = z.enum(['pod-identity', 'irsa', 'hard-coded', 'none']);
export type CredentialMechanism = z.infer<typeof CredentialMechanism>;

export const WorkloadRef = z.object({
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet', 'Pod', 'Other']),
  namespace: z.string(),
  name: z.string(),
});
export type WorkloadRef = z.infer<typeof WorkloadRef>;

export const Pod = z.object({
  namespace: z.string(),
  name: z.string(),
  serviceAccount: z.string(),
  node: z.string().optional(),
  /** As Kubernetes says, or `Terminating` while the pod is being deleted. */
  phase: z.string(),
  ready: z.boolean(),
  hostNetwork: z.boolean(),
  createdAt: z.iso.datetime().optional(),
  mechanism: CredentialMechanism,
  /** The role that the pod's environment names; known for IRSA only. */
  irsaRoleArn: z.string().optional(),
  /** The workload at the top of the chain of owners, as far as it can be told. */
  workload: WorkloadRef.optional(),
});
export type Pod = z.infer<typeof Pod>;

export const Workload = WorkloadRef.extend({
  serviceAccount: z.string(),
  desired: z.int().optional(),
  ready: z.int().optional(),
  updated: z.int().optional(),
  /** Rolled out completely: the newest template is what runs everywhere. */
  settled: z.boolean(),
  /** Whether a restart annotation makes it replace its pods (not for Jobs, bare pods, OnDelete, paused). */
  restartable: z.boolean(),
});
export type Workload = z.infer<typeof Workload>;

export const ClusterNode = z.object({
  name: z.string(),
  os: z.string(),
  /** `ec2`, `fargate`, `auto` or `hybrid`. */
  compute: z.enum(['ec2', 'fargate', 'auto', 'hybrid']),
  ready: z.boolean(),
  schedulable: z.boolean(),
  nodeGroup: z.string().optional(),
  instanceType: z.string().optional(),
});
export type ClusterNode = z.infer<typeof ClusterNode>;

/** The agent's DaemonSet; absent if it is not installed in the cluster. */
export const AgentDaemonSet = z.object({ desired: z.int(), ready: z.int(), readyNodes: z.array(z.string()) });
export type AgentDaemonSet = z.infer<typeof AgentDaemonSet>;

/** One look at what runs in a cluster. */
export interface KubernetesInventory {
  namespaces: string[];
  serviceAccounts: ServiceAccount[];
  pods: Pod[];
  workloads: Workload[];
  observedAt: string;
}
