import type { AddonState } from '../../state/eks-state.ts';
import type { Manifest } from '../store/create-object.ts';

interface Workload {
  kind: 'DaemonSet' | 'Deployment';
  name: string;
  serviceAccount: string;
  replicas?: number;
  hostNetwork?: boolean;
  hostPort?: number;
  /** Compute types whose nodes it keeps away from. */
  notOn?: readonly string[];
  images: readonly string[];
}

const NOT_MANAGED_BY_EKS = ['fargate', 'hybrid', 'auto'];

/** What the add-ons run, as far as it matters: names, service accounts, node placement (eks-and-iam §2.2 for the agent). */
const WORKLOADS: Readonly<Record<string, readonly Workload[]>> = {
  'eks-pod-identity-agent': [
    {
      kind: 'DaemonSet',
      name: 'eks-pod-identity-agent',
      serviceAccount: 'default',
      hostNetwork: true,
      hostPort: 80,
      notOn: NOT_MANAGED_BY_EKS,
      images: ['eks-pod-identity-agent'],
    },
  ],
  'vpc-cni': [
    {
      kind: 'DaemonSet',
      name: 'aws-node',
      serviceAccount: 'aws-node',
      hostNetwork: true,
      notOn: NOT_MANAGED_BY_EKS,
      images: ['aws-node', 'aws-eks-nodeagent'],
    },
  ],
  'kube-proxy': [
    {
      kind: 'DaemonSet',
      name: 'kube-proxy',
      serviceAccount: 'kube-proxy',
      hostNetwork: true,
      notOn: ['fargate', 'auto'],
      images: ['kube-proxy'],
    },
  ],
  coredns: [{ kind: 'Deployment', name: 'coredns', serviceAccount: 'coredns', replicas: 2, images: ['coredns'] }],
  'aws-ebs-csi-driver': [
    {
      kind: 'Deployment',
      name: 'ebs-csi-controller',
      serviceAccount: 'ebs-csi-controller-sa',
      replicas: 2,
      images: ['ebs-plugin', 'csi-provisioner'],
    },
    {
      kind: 'DaemonSet',
      name: 'ebs-csi-node',
      serviceAccount: 'ebs-csi-node-sa',
      notOn: NOT_MANAGED_BY_EKS,
      images: ['ebs-plugin', 'node-driver-registrar'],
    },
  ],
  'aws-efs-csi-driver': [
    {
      kind: 'Deployment',
      name: 'efs-csi-controller',
      serviceAccount: 'efs-csi-controller-sa',
      replicas: 2,
      images: ['efs-plugin'],
    },
    {
      kind: 'DaemonSet',
      name: 'efs-csi-node',
      serviceAccount: 'efs-csi-node-sa',
      notOn: NOT_MANAGED_BY_EKS,
      images: ['efs-plugin'],
    },
  ],
  'aws-mountpoint-s3-csi-driver': [
    {
      kind: 'DaemonSet',
      name: 's3-csi-node',
      serviceAccount: 's3-csi-driver-sa',
      notOn: NOT_MANAGED_BY_EKS,
      images: ['s3-plugin'],
    },
  ],
  'amazon-cloudwatch-observability': [
    {
      kind: 'Deployment',
      name: 'amazon-cloudwatch-observability-controller-manager',
      serviceAccount: 'amazon-cloudwatch-observability-controller-manager',
      images: ['manager'],
    },
    {
      kind: 'DaemonSet',
      name: 'cloudwatch-agent',
      serviceAccount: 'cloudwatch-agent',
      notOn: ['fargate'],
      images: ['otc-container'],
    },
  ],
  adot: [
    {
      kind: 'Deployment',
      name: 'opentelemetry-operator',
      serviceAccount: 'opentelemetry-operator',
      images: ['manager'],
    },
  ],
  'snapshot-controller': [
    {
      kind: 'Deployment',
      name: 'snapshot-controller',
      serviceAccount: 'snapshot-controller',
      replicas: 2,
      images: ['snapshot-controller'],
    },
  ],
};

/** The objects of an add-on. One that is not known has a deployment under its own name. */
export function addonManifests(addon: AddonState): Manifest[] {
  const fallback: Workload[] = [
    { kind: 'Deployment', name: addon.name, serviceAccount: addon.name, images: [addon.name] },
  ];
  const workloads = (Object.hasOwn(WORKLOADS, addon.name) ? WORKLOADS[addon.name] : undefined) ?? fallback;
  const accounts = new Set(workloads.map((workload) => workload.serviceAccount).filter((name) => name !== 'default'));
  return [
    ...[...accounts].map((name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } })),
    ...workloads.map((workload) => manifestOf(workload, addon)),
  ];
}

function manifestOf(workload: Workload, addon: AddonState): Manifest {
  const labels = { 'app.kubernetes.io/instance': addon.name, 'app.kubernetes.io/name': workload.name };
  const system = workload.kind === 'DaemonSet';
  const template = {
    metadata: { labels, annotations: { 'sandbox.podpass.dev/addon-version': addon.version } },
    spec: {
      serviceAccountName: workload.serviceAccount,
      priorityClassName: system ? 'system-node-critical' : 'system-cluster-critical',
      ...(workload.hostNetwork === true && { hostNetwork: true }),
      // Node agents run on tainted nodes too.
      ...(system && { tolerations: [{ operator: 'Exists' }] }),
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [placement(workload)] } },
      },
      containers: workload.images.map((name, index) => ({
        name,
        image: `602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/${name}:${addon.version}`,
        ...(index === 0 &&
          workload.hostPort !== undefined && {
            ports: [{ containerPort: workload.hostPort, hostPort: workload.hostPort, name: 'proxy' }],
          }),
      })),
    },
  };
  return {
    apiVersion: 'apps/v1',
    kind: workload.kind,
    metadata: { name: workload.name, labels },
    spec: { selector: { matchLabels: labels }, ...(system ? {} : { replicas: workload.replicas ?? 1 }), template },
  };
}

function placement(workload: Workload): unknown {
  const linux = { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] };
  const away = { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: workload.notOn ?? [] };
  return { matchExpressions: workload.notOn === undefined ? [linux] : [linux, away] };
}
