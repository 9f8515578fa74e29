import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { AwsError } from '../world.ts';
import { ApiError, statusObject } from './api/api-error.ts';
import { operationName, route } from './api/router.ts';
import type { ApiAnswer, ApiRequest, WatchConnection } from './api/request.ts';
import { createServingCertificate } from './certificates.ts';
import type { ClusterRuntime } from './cluster-runtime.ts';
import type { KubernetesGuard } from './guard.ts';

const LARGEST_BODY = 3 * 1024 * 1024;

export interface ClusterServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens the HTTPS API of one cluster on 127.0.0.1.
 *
 * @param settle runs the controllers; called after each request that may have changed something
 */
export async function openClusterServer(
  cluster: ClusterRuntime,
  guard: KubernetesGuard | undefined,
  settle: () => void,
): Promise<ClusterServer> {
  const eks = cluster.eks();
  if (eks === undefined) throw new Error(`there is no cluster ${cluster.arn}`);
  const { certificatePem, keyPem } = await createServingCertificate(eks.certificateAuthority);
  const server = createServer({ cert: certificatePem, key: keyPem }, (request, response) => {
    serve(cluster, guard, settle, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await listen(server);
  // An idle sandbox must not keep a test process alive.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  cluster: ClusterRuntime,
  guard: KubernetesGuard | undefined,
  settle: () => void,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const perform = async (): Promise<ApiAnswer> => {
    try {
      if (request === undefined)
        throw new ApiError(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728');
      const answer = route(cluster, request);
      if (request.method !== 'GET') settle();
      return answer;
    } catch (error) {
      return refusalOf(error);
    }
  };
  const operation = request === undefined ? `${incoming.method ?? ''} ${incoming.url ?? ''}` : operationName(request);
  const answer =
    guard === undefined
      ? await perform()
      : await guard({ service: 'kubernetes', operation, perform, refuse: refusalOfGuard });
  if (answer === 'disconnect') response.destroy();
  else send(response, answer);
}

function send(response: ServerResponse, answer: ApiAnswer): void {
  response.writeHead(answer.status, {
    'Content-Type': answer.contentType,
    'Cache-Control': 'no-cache, private',
    ...answer.headers,
  });
  if (answer.stream === undefined) {
    response.end(answer.body);
    return;
  }
  response.flushHeaders();
  const connection: WatchConnection = {
    write: (text) => void response.write(text),
    end: () => void response.end(),
    onClose: (listener) => void response.once('close', listener),
  };
  answer.stream(connection);
}

async function readRequest(incoming: IncomingMessage): Promise<ApiRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const part = Buffer.from(chunk as Uint8Array);
    size += part.length;
    if (size <= LARGEST_BODY) chunks.push(part);
  }
  if (size > LARGEST_BODY) return undefined;
  const url = new URL(incoming.url ?? '/', 'https://127.0.0.1');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname,
    query: url.searchParams,
    accept: incoming.headers.accept ?? '*/*',
    contentType: incoming.headers['content-type'] ?? '',
    userAgent: incoming.headers['user-agent'] ?? '',
    authorization: incoming.headers.authorization,
    impersonation: impersonationOf(incoming),
    body: Buffer.concat(chunks),
  };
}

function impersonationOf({ headers, headersDistinct }: IncomingMessage): ApiRequest['impersonation'] {
  const user = headers['impersonate-user'];
  if (typeof user !== 'string' || user === '') return undefined;
  return { user, groups: headersDistinct['impersonate-group'] ?? [] };
}

function refusalOf(error: unknown): ApiAnswer {
  if (error instanceof ApiError) {
    const seconds = String(error.details?.retryAfterSeconds ?? 10);
    const retry: Record<string, string> = error.httpStatus === 429 ? { 'Retry-After': seconds } : {};
    return statusAnswer(error, retry);
  }
  // A mistake of the sandbox itself: say it as the API server would, with the place for whoever repairs it.
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return statusAnswer(new ApiError(500, 'InternalError', `Internal error occurred: ${what}`));
}

/** Refusals of the guard (rate limits, faults) in Kubernetes form. */
function refusalOfGuard(error: AwsError): ApiAnswer {
  const reasons: Record<number, string> = {
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'NotFound',
    409: 'Conflict',
    429: 'TooManyRequests',
    500: 'InternalError',
    503: 'ServiceUnavailable',
    504: 'Timeout',
  };
  const reason = reasons[error.httpStatus] ?? 'BadRequest';
  const details = error.httpStatus === 429 ? { retryAfterSeconds: 1 } : undefined;
  const retry: Record<string, string> = error.httpStatus === 429 ? { 'Retry-After': '1' } : {};
  return statusAnswer(new ApiError(error.httpStatus, reason, error.message, details), retry);
}

function statusAnswer(error: ApiError, headers: Record<string, string> = {}): ApiAnswer {
  return {
    status: error.httpStatus,
    contentType: 'application/json',
    body: `${JSON.stringify(statusObject(error))}\n`,
    headers,
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
