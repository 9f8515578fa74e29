import type { ClusterRuntime } from '../cluster-runtime.ts';
import type { KubernetesUser } from '../access/user.ts';

/** One HTTP request to the Kubernetes API, read. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  accept: string;
  contentType: string;
  userAgent: string;
  authorization: string | undefined;
  /** Present when the client wants to act as somebody else. */
  impersonation: { user: string; groups: readonly string[] } | undefined;
  body: Buffer;
}

/** What it asks for: a resource, or something else under `path`. */
export interface RequestTarget {
  group: string;
  version: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

export interface ApiCall {
  cluster: ClusterRuntime;
  user: KubernetesUser;
  request: ApiRequest;
  /** Told to the client in `Warning` headers. */
  warnings: string[];
}

/** An answer: JSON (as text that is ready), plain text, or a stream that begins after the headers. */
export interface ApiAnswer {
  status: number;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
  stream?: (connection: WatchConnection) => void;
}

export interface WatchConnection {
  write(text: string): void;
  end(): void;
  onClose(listener: () => void): void;
}

export function json(value: unknown, status = 200): ApiAnswer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(value)}\n` };
}

export function text(body: string, contentType = 'text/plain; charset=utf-8'): ApiAnswer {
  return { status: 200, contentType, body };
}

/** Reads `/api/v1/…` and `/apis/GROUP/VERSION/…`; undefined for paths that name no resource. */
export function parseTarget(path: string): RequestTarget | undefined {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodePart);
  const [root, ...rest] = parts;
  const [group, version, ...segments] = root === 'api' ? ['', ...rest] : rest;
  if ((root !== 'api' && root !== 'apis') || group === undefined || version === undefined || segments.length === 0) {
    return undefined;
  }
  const [first, second, third, ...below] = segments;
  const target = { group, version };
  if (first === 'namespaces' && second !== undefined && third !== undefined && !NAMESPACE_PARTS.has(third)) {
    return withName({ ...target, namespace: second, resource: third }, below);
  }
  return withName({ ...target, resource: first ?? '' }, segments.slice(1));
}

/** Subresources of a namespace; any other third part is a resource in it. */
const NAMESPACE_PARTS = new Set(['status', 'finalize']);

function withName(target: RequestTarget, [name, subresource, ...more]: string[]): RequestTarget | undefined {
  if (more.length > 0) return undefined;
  return { ...target, ...(name === undefined ? {} : { name }), ...(subresource === undefined ? {} : { subresource }) };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The verb of a resource request, as authorisation and the call log name it. */
export function verbOf(request: ApiRequest, target: RequestTarget): string {
  switch (request.method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return target.name === undefined ? 'deletecollection' : 'delete';
    default: {
      const watching = ['true', '1'].includes(request.query.get('watch') ?? '');
      if (watching && target.subresource === undefined) return 'watch';
      return target.name === undefined ? 'list' : 'get';
    }
  }
}
