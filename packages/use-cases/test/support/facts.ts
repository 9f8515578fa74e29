import { randomUUID } from 'node:crypto';
import {
  type AgentHealth,
  type Association,
  AssociationSpec,
  type Cluster,
  ChangeRequest,
  type ChangeKind,
  type ChangeRequestOf,
  irsaAnnotations,
  type KubernetesInventory,
  type Plan,
  type PlanStep,
  type Pod,
  type Role,
  type StepKind,
  type Workload,
} from '@podpass/inventory';
import type { z } from 'zod';
import type { PlanningFacts } from '../../src/changes/planning/facts.ts';

export const account = '111122223333';
export const clusterArn = `arn:aws:eks:us-west-2:${account}:cluster/prod`;

export function cluster(more: Partial<Cluster> = {}): Cluster {
  return {
    ref: { key: 'prod', name: 'prod', region: 'us-west-2', account, partition: 'aws', arn: clusterArn },
    status: 'ACTIVE',
    kubernetesVersion: '1.33',
    endpointAccess: { public: true, private: false, publicCidrs: [] },
    autoMode: false,
    ipFamily: 'ipv4',
    tags: {},
    ...more,
  };
}

export const arnOf = (name: string, path = '/') => `arn:aws:iam::${account}:role${path}${name}`;

/** Statements of a trust policy by what they mean for pods of `app/reader`. */
export const trust = {
  pods: allowPods(),
  nobody: document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
  /** Names the namespace by a session tag. */
  podsOfApp: allowPods({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'app' } }),
  unknown: allowPods({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }),
  denied: document(allow(), {
    Effect: 'Deny',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  }),
  /** Longer than the quota that every account has, shorter than the highest there is. */
  long: document(...others(20)),
  full: document(...others(80)),
  /** IAM shows a deleted role by its id, and takes no document that has one. */
  deleted: document({ Effect: 'Allow', Principal: { AWS: 'AROAIOSFODNN7EXAMPLEX' }, Action: 'sts:AssumeRole' }),
};

function others(length: number): object[] {
  return Array.from({ length }, (_none, at) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:role/somebody-with-a-long-name-${at}` },
    Action: 'sts:AssumeRole',
  }));
}

function allow(condition?: object) {
  return {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    ...(condition && { Condition: condition }),
  };
}

function allowPods(condition?: object): string {
  return document(allow(condition));
}

function document(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function role(name: string, trustPolicy: string = trust.pods, more: Partial<Role> = {}): Role {
  return { arn: arnOf(name, more.path), name, path: '/', trustPolicy, tags: {}, ...more };
}

export function agent(state: AgentHealth['state'] = 'ready', nodes: AgentHealth['nodes'] = []): AgentHealth {
  return { state, issues: [], nodes };
}

export function pod(more: Partial<Pod> = {}): Pod {
  return {
    namespace: 'app',
    name: `pod-${randomUUID()}`,
    serviceAccount: 'reader',
    phase: 'Running',
    ready: true,
    hostNetwork: false,
    mechanism: 'none',
    ...more,
  };
}

export function workload(more: Partial<Workload> = {}): Workload {
  return {
    kind: 'Deployment',
    namespace: 'app',
    name: 'web',
    serviceAccount: 'reader',
    settled: true,
    restartable: true,
    ...more,
  };
}

/** Namespace `app` with service account `reader`; with a role, `reader` has an IRSA link to it. */
export function kubernetes(more: Partial<KubernetesInventory> = {}, irsaRole?: string): KubernetesInventory {
  const annotations: Record<string, string> = irsaRole === undefined ? {} : { [irsaAnnotations.roleArn]: irsaRole };
  return {
    namespaces: ['app', 'default'],
    serviceAccounts: [{ namespace: 'app', name: 'reader', labels: {}, annotations }],
    pods: [],
    workloads: [],
    observedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

export const unreachable: Pick<PlanningFacts, 'kubernetes' | 'kubernetesProblem'> = {
  kubernetes: undefined,
  kubernetesProblem: {
    source: 'kubernetes',
    code: 'kubernetes-unreachable',
    what: 'It does not answer.',
    why: 'Timeout.',
    remedy: 'Wait.',
  },
};

/** A world in which everything is well: the role `reader` trusts pods, the agent runs. */
export function facts(more: Partial<PlanningFacts> = {}, ...roles: Role[]): PlanningFacts {
  return {
    cluster: cluster(),
    agent: agent(),
    kubernetes: kubernetes(),
    kubernetesProblem: undefined,
    existing: new Map(),
    roles: new Map([role('reader'), ...roles].map((each) => [each.name, each])),
    unknownPolicies: new Set(),
    ...more,
  };
}

export function spec(more: Partial<z.input<typeof AssociationSpec>> = {}): AssociationSpec {
  const existing = { kind: 'existing', roleArn: arnOf('reader') } as const;
  return AssociationSpec.parse({ namespace: 'app', serviceAccount: 'reader', role: existing, ...more });
}

export const policyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
export const newRole: { kind: 'new'; policyArns: string[] } = { kind: 'new', policyArns: [policyArn] };

export const associationId = 'a-0123456789abcdefg';

export function association(more: Partial<Association> = {}): Association {
  return {
    associationId,
    associationArn: `arn:aws:eks:us-west-2:${account}:podidentityassociation/prod/${associationId}`,
    namespace: 'app',
    serviceAccount: 'reader',
    roleArn: arnOf('reader'),
    disableSessionTags: false,
    tags: {},
    createdAt: '2026-01-01T00:00:00.000Z',
    modifiedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

export const ownerArn = `arn:aws:eks:us-west-2:${account}:addon/prod/vpc-cni/2ac0a8b1-1111`;

/** A request as the server takes it, with what was left out filled in. */
export function asked<Kind extends ChangeKind>(kind: Kind, more: object = {}): ChangeRequestOf<Kind> {
  return ChangeRequest.parse({ kind, ...more }) as ChangeRequestOf<Kind>;
}

/** `severity code subject` of every finding, in their order. */
export function findingsOf(plan: Plan): string[] {
  return plan.findings.map(({ severity, code, subject }) => `${severity} ${code} ${subject}`);
}

export function kindsOf(plan: Plan): StepKind[] {
  return plan.steps.map(({ action }) => action.kind);
}

export function stepsOf<Kind extends StepKind>(plan: Plan, kind: Kind) {
  return plan.steps.filter((step): step is PlanStep & { action: { kind: Kind } } => step.action.kind === kind);
}
