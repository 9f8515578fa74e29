import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
// The certificate library's injection container wants this first.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { Cluster } from '@podpass/inventory';

export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** `hang`: never answers; `cut`: ends the connection without an answer; `afterMs`: thinks for a while. */
export type ScriptedAnswer =
  | { status: number; body?: unknown; text?: string; headers?: Record<string, string>; afterMs?: number }
  | 'hang'
  | 'cut';

export interface ScriptedApi {
  endpoint: string;
  certificateAuthority: string;
  requests: SeenRequest[];
  /** TCP connections accepted so far. */
  connections(): number;
  /** The most requests that were open at the same time since the last script. */
  mostAtOnce(): number;
  answerWith(script: (request: SeenRequest) => ScriptedAnswer): void;
  stop(): Promise<void>;
}

/** An HTTPS server that answers as a test says: for everything that a well-behaved cluster would never do. */
export async function startScriptedApi(): Promise<ScriptedApi> {
  const { certificate, key } = await certificateForLoopback();
  const requests: SeenRequest[] = [];
  let script: (request: SeenRequest) => ScriptedAnswer = () => ({ status: 500 });
  let connections = 0;
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer({ key, cert: certificate }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'https://127.0.0.1');
      const seen: SeenRequest = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body,
      };
      requests.push(seen);
      open += 1;
      mostAtOnce = Math.max(mostAtOnce, open);
      response.on('close', () => (open -= 1));
      const answer = script(seen);
      if (answer === 'hang') return;
      if (answer === 'cut') {
        request.socket.destroy();
        return;
      }
      setTimeout(() => {
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        response.end(answer.text ?? JSON.stringify(answer.body ?? {}));
      }, answer.afterMs ?? 0);
    });
  });
  server.on('secureConnection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificateAuthority: Buffer.from(certificate).toString('base64'),
    requests,
    connections: () => connections,
    mostAtOnce: () => mostAtOnce,
    answerWith: (next) => {
      script = next;
      mostAtOnce = 0;
      requests.length = 0;
    },
    stop: () => stop(server),
  };
}

/** What EKS would describe, as far as the gateway looks at it. */
export function clusterAt(
  address: Partial<Pick<Cluster, 'endpoint' | 'certificateAuthority' | 'endpointAccess'>>,
): Cluster {
  return {
    ref: {
      key: 'prod',
      name: 'prod',
      region: 'us-west-2',
      account: '111122223333',
      partition: 'aws',
      arn: 'arn:aws:eks:us-west-2:111122223333:cluster/prod',
    },
    status: 'ACTIVE',
    kubernetesVersion: '1.34',
    endpointAccess: { public: true, private: false, publicCidrs: ['0.0.0.0/0'] },
    autoMode: false,
    ipFamily: 'ipv4',
    tags: {},
    ...address,
  };
}

/** A `metav1.Status`, as the API refuses. */
export function status(code: number, reason: string, message = `${reason} said the API`) {
  return { status: code, body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code } };
}

export function list(items: unknown[], next?: string) {
  return {
    status: 200,
    body: { kind: 'List', metadata: { resourceVersion: '1', ...(next && { continue: next }) }, items },
  };
}

async function certificateForLoopback(): Promise<{ certificate: string; key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=scripted',
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 86_400_000),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;
  return { certificate: `${certificate.toString('pem')}\n`, key };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
