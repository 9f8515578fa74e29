import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import { ADMIN_ACCESS_KEY, type EmptyStateOptions, type Sandbox, startSandbox } from '../../src/index.ts';
import type { ClusterState } from '../../src/state/eks-state.ts';
import { ACCOUNT, REGION, stateWith } from '../running-sandbox.ts';
import { testCluster, testNodegroup } from '../test-cluster.ts';

export type Json = Record<string, unknown>;

export interface KubeAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Parsed when it is JSON. */
  body: Json;
  text: string;
}

export interface KubeCall {
  body?: unknown;
  contentType?: string;
  accept?: string;
  token?: string;
  headers?: Record<string, string>;
}

export interface WatchEvent {
  type: string;
  object: Json & { metadata: Json };
}

export interface Watching {
  /** Waits until the events so far satisfy a condition, and gives them. */
  until(done: (events: readonly WatchEvent[]) => boolean): Promise<WatchEvent[]>;
  /** Waits until the server ends the stream. */
  ended: Promise<WatchEvent[]>;
  stop(): void;
}

export interface KubeCluster {
  sandbox: Sandbox;
  cluster: ClusterState;
  call(method: string, path: string, options?: KubeCall): Promise<KubeAnswer>;
  get(path: string, options?: KubeCall): Promise<KubeAnswer>;
  post(path: string, body: unknown, options?: KubeCall): Promise<KubeAnswer>;
  put(path: string, body: unknown): Promise<KubeAnswer>;
  /** A merge patch, unless told otherwise. */
  patch(path: string, body: unknown, contentType?: string): Promise<KubeAnswer>;
  del(path: string, body?: unknown): Promise<KubeAnswer>;
  /** GET of a list. */
  items(path: string): Promise<Kubeish[]>;
  watch(path: string): Watching;
  stop(): Promise<void>;
}

/** What tests read of an object. */
export interface Kubeish {
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    generation?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { name: string; kind: string }[];
    deletionTimestamp?: string;
    managedFields?: { manager: string; operation: string; fieldsV1: Json }[];
  };
  // biome-ignore format: one shape for all kinds
  spec: Json & { containers: { name: string; env?: { name: string; value?: string }[]; volumeMounts?: { name: string; mountPath: string }[] }[] };
  status: Json;
}

export interface KubeSetup {
  cluster?: Partial<ClusterState>;
  /** Number of Linux nodes; default 2. */
  nodes?: number;
  roles?: Record<string, string>;
  state?: EmptyStateOptions;
  now?: () => number;
}

export const ADMIN_ARN = `arn:aws:iam::${ACCOUNT}:user/${ADMIN_ACCESS_KEY.userName}`;

/** A sandbox with one cluster, whose administrator has an access entry; pods start at once. */
export async function runCluster(setup: KubeSetup = {}): Promise<KubeCluster> {
  const { nodes = 2 } = setup;
  const group = { ...testNodegroup('kube', 'ng'), taints: [], scaling: { min: 0, max: 9, desired: nodes } };
  const base = await testCluster('kube', {
    accessEntries: { [ADMIN_ARN]: accessEntry(ADMIN_ARN, ['AmazonEKSClusterAdminPolicy']) },
    nodegroups: nodes === 0 ? {} : { ng: group },
    ...setup.cluster,
  });
  const state = stateWith({ clusters: [base], roles: setup.roles ?? {} }, { transitions: { pod: 0 }, ...setup.state });
  const sandbox = await startSandbox({ state, ...(setup.now && { now: setup.now }) });
  const cluster = sandbox.world.state.eks[REGION]?.clusters['kube'];
  if (cluster === undefined) throw new Error('the cluster is not in the state');
  return connect(sandbox, cluster);
}

export function connect(sandbox: Sandbox, cluster: ClusterState): KubeCluster {
  const agent = new Agent({ ca: cluster.certificateAuthority.certificatePem, keepAlive: true });
  const token = eksToken(cluster.name);
  const call: KubeCluster['call'] = async (method, path, options = {}) =>
    send(agent, sandbox.world.kubernetesEndpoint(cluster.arn), method, path, { token: await token, ...options });
  return {
    sandbox,
    cluster,
    call,
    get: (path, options) => call('GET', path, options),
    post: (path, body, options) => call('POST', path, { ...options, body }),
    put: (path, body) => call('PUT', path, { body }),
    patch: (path, body, contentType = 'application/merge-patch+json') => call('PATCH', path, { body, contentType }),
    del: (path, body) => call('DELETE', path, body === undefined ? {} : { body }),
    items: async (path) => {
      const { status, body, text } = await call('GET', path);
      if (status !== 200) throw new Error(`${path}: ${text}`);
      return body['items'] as Kubeish[];
    },
    watch: (path) => watch(agent, sandbox.world.kubernetesEndpoint(cluster.arn), path, token),
    stop: async () => {
      agent.destroy();
      await sandbox.close();
    },
  };
}

/** A bearer token as the AWS CLI makes it. */
export async function eksToken(
  clusterName: string,
  options: {
    credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
    at?: Date;
    query?: Record<string, string>;
    host?: string;
    header?: string;
  } = {},
): Promise<string> {
  const host = options.host ?? `sts.${REGION}.amazonaws.com`;
  const header = options.header ?? 'x-k8s-aws-id';
  const signer = new SignatureV4({
    service: 'sts',
    region: REGION,
    credentials: options.credentials ?? ADMIN_ACCESS_KEY,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15', ...options.query },
      headers: { host, [header]: clusterName },
    },
    {
      expiresIn: 60,
      signingDate: options.at ?? new Date(),
      unhoistableHeaders: new Set([header]),
      signableHeaders: new Set(['host', header]),
    },
  );
  const query = Object.entries(signed.query ?? {})
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `k8s-aws-v1.${Buffer.from(`https://${host}/?${query}`).toString('base64url')}`;
}

export function accessEntry(
  principalArn: string,
  policies: string[] = [],
  options: { namespaces?: string[]; groups?: string[]; username?: string } = {},
): ClusterState['accessEntries'][string] {
  return {
    principalArn,
    arn: `${principalArn}/entry`,
    type: 'STANDARD',
    username: options.username ?? principalArn,
    kubernetesGroups: options.groups ?? [],
    createdAt: 0,
    modifiedAt: 0,
    tags: {},
    policies: policies.map((name) => ({
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
      scope: { type: options.namespaces ? 'namespace' : 'cluster', namespaces: options.namespaces ?? [] },
      associatedAt: 0,
      modifiedAt: 0,
    })),
  };
}

export function deployment(name: string, options: { replicas?: number; serviceAccount?: string; image?: string } = {}) {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas: options.replicas ?? 2,
      selector: { matchLabels: labels },
      template: podTemplate(labels, options),
    },
  };
}

export function podTemplate(
  labels: Record<string, string>,
  options: { serviceAccount?: string; image?: string } = {},
): { metadata: { labels: Record<string, string> }; spec: Json & { containers: Json[] } } {
  return {
    metadata: { labels },
    spec: {
      ...(options.serviceAccount && { serviceAccountName: options.serviceAccount }),
      containers: [{ name: 'app', image: options.image ?? 'app:1' }],
    },
  };
}

export function pod(name: string, options: { serviceAccount?: string; labels?: Record<string, string> } = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: options.labels ?? {} },
    spec: podTemplate({}, options).spec,
  };
}

export function serviceAccount(name: string, annotations: Record<string, string> = {}) {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, annotations } };
}

class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }
  update(data: unknown): void {
    this.#hash.update(data as Uint8Array);
  }
  reset(): void {
    throw new Error('not needed');
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
}

function send(agent: Agent, endpoint: string, method: string, path: string, options: KubeCall): Promise<KubeAnswer> {
  const { body, contentType = 'application/json', accept = 'application/json', token, headers } = options;
  const content =
    body === undefined ? undefined : typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, endpoint),
      {
        method,
        agent,
        headers: {
          accept,
          ...(token && { authorization: `Bearer ${token}` }),
          ...(content !== undefined && { 'content-type': contentType, 'content-length': Buffer.byteLength(content) }),
          'user-agent': 'test/1',
          ...headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = String(incoming.headers['content-type']).startsWith('application/json');
          const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : {};
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: parsed as Json, text });
        });
      },
    );
    outgoing.once('error', reject);
    outgoing.end(content);
  });
}

function watch(agent: Agent, endpoint: string, path: string, token: Promise<string>): Watching {
  const events: WatchEvent[] = [];
  const waiting = new Set<() => void>();
  let end: (events: WatchEvent[]) => void = () => undefined;
  const ended = new Promise<WatchEvent[]>((resolve) => {
    end = resolve;
  });
  let stop = (): void => undefined;
  const started = token.then((bearer) => {
    const outgoing = request(
      new URL(path, endpoint),
      { agent, headers: { authorization: `Bearer ${bearer}` } },
      (incoming) => {
        let rest = '';
        incoming.on('data', (chunk: Buffer) => {
          rest += chunk.toString('utf8');
          const lines = rest.split('\n');
          rest = lines.pop() ?? '';
          events.push(...lines.map((line) => JSON.parse(line) as WatchEvent));
          for (const look of waiting) look();
        });
        incoming.once('close', () => end(events));
        incoming.on('error', () => end(events));
      },
    );
    outgoing.on('error', () => end(events));
    outgoing.end();
    stop = () => outgoing.destroy();
  });
  return {
    until: (done) =>
      new Promise((resolve, reject) => {
        const timeout = setTimeout(
          () => reject(new Error(`the watch saw only ${JSON.stringify(events).slice(0, 2000)}`)),
          8000,
        );
        const look = (): void => {
          if (!done(events)) return;
          clearTimeout(timeout);
          waiting.delete(look);
          resolve([...events]);
        };
        waiting.add(look);
        started.catch(reject);
        look();
      }),
    ended,
    stop: () => stop(),
  };
}
