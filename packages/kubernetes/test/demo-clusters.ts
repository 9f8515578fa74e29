import { type AwsGateways, createAwsGateways } from '@podpass/aws';
import { createKubernetesGateways, type KubernetesGatewayOptions, type KubernetesGateways } from '@podpass/kubernetes';
import type { Cluster, KubernetesPort } from '@podpass/inventory';
import {
  ADMIN_ACCESS_KEY,
  demoState,
  type Fault,
  type Sandbox,
  type SandboxState,
  startSandbox,
} from '@podpass/sandbox';

export const REGION = 'us-west-2';

/** The demo account behind real wire protocols, with tokens minted as for EKS. */
export interface DemoClusters {
  aws: AwsGateways;
  cluster(name: string): Promise<Cluster>;
  /** As the administrator, or as the user whose name is given. */
  port(name: string, as?: UserName, options?: Partial<KubernetesGatewayOptions>): Promise<KubernetesPort>;
  fault(fault: Pick<Fault, 'operation' | 'error'> & Partial<Fault>): Promise<void>;
  /** Operations that the Kubernetes API of all clusters saw so far. */
  operations(): Promise<string[]>;
  stop(): Promise<void>;
}

/** `viewer` has AmazonEKSViewPolicy on demo-eks-cluster, `stranger` has no access entry anywhere. */
export type UserName = 'viewer' | 'stranger';

export async function startDemoClusters(
  change: (state: SandboxState) => void = () => undefined,
): Promise<DemoClusters> {
  const state = await demoState({ region: REGION });
  for (const name of ['viewer', 'stranger'] as const) addUser(state, name);
  addViewer(state);
  change(state);
  const sandbox = await startSandbox({ state });
  const aws = gatewaysFor(sandbox, ADMIN_ACCESS_KEY);
  const closing: (() => unknown)[] = [() => aws.close()];
  const cluster = (name: string) => aws.eks.describeCluster(name);
  return {
    aws,
    cluster,
    async port(name, as, options) {
      const minter = as === undefined ? aws : gatewaysFor(sandbox, keyOf(as));
      const token: KubernetesGatewayOptions['token'] = async (ref) => (await minter.mintKubernetesToken(ref)).token;
      const gateways: KubernetesGateways = createKubernetesGateways({ token, ...options });
      closing.push(
        () => minter.close(),
        () => gateways.close(),
      );
      return gateways.ports(await cluster(name));
    },
    fault: async (fault) => {
      await control(sandbox, 'POST', 'faults', { service: 'kubernetes', times: 1, phase: 'before', ...fault });
    },
    operations: async () => {
      const calls = (await control(sandbox, 'GET', 'calls')) as { service: string; operation: string }[];
      return calls.filter(({ service }) => service === 'kubernetes').map(({ operation }) => operation);
    },
    async stop() {
      for (const close of closing) await close();
      await sandbox.close();
    },
  };
}

function gatewaysFor(
  sandbox: Sandbox,
  { accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string },
) {
  return createAwsGateways({
    homeRegion: REGION,
    regions: [],
    endpoint: sandbox.url,
    credentials: { accessKeyId, secretAccessKey },
    budget: { eks: { perSecond: 1000, burst: 1000 } },
  });
}

function keyOf(user: UserName): { accessKeyId: string; secretAccessKey: string } {
  return { accessKeyId: `AKIATEST${user.toUpperCase()}`.padEnd(20, '0'), secretAccessKey: `secret-of-${user}` };
}

function addUser(state: SandboxState, name: UserName): void {
  const { accessKeyId, secretAccessKey } = keyOf(name);
  state.iam.users[name] = {
    name,
    arn: userArn(state, name),
    id: `AIDATEST${name.toUpperCase()}`.padEnd(21, '0'),
    accessKeys: { [accessKeyId]: { secretAccessKey } },
    attachedPolicyArns: [],
    inlinePolicies: {},
  };
}

function addViewer(state: SandboxState): void {
  const principalArn = userArn(state, 'viewer');
  const cluster = state.eks[REGION]?.clusters['demo-eks-cluster'];
  if (cluster === undefined) throw new Error('the demo has no demo-eks-cluster');
  cluster.accessEntries[principalArn] = {
    principalArn,
    arn: `${cluster.arn.replace(':cluster/', ':access-entry/')}/user/${state.account}/viewer/0a1b2c3d`,
    type: 'STANDARD',
    username: principalArn,
    kubernetesGroups: [],
    createdAt: 0,
    modifiedAt: 0,
    tags: {},
    policies: [
      {
        policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
        scope: { type: 'cluster', namespaces: [] },
        associatedAt: 0,
        modifiedAt: 0,
      },
    ],
  };
}

function userArn(state: SandboxState, name: UserName): string {
  return `arn:aws:iam::${state.account}:user/${name}`;
}

async function control(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
