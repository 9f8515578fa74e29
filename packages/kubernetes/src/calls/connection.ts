import { HttpMethod, IsomorphicFetchHttpLibrary, KubeConfig, RequestContext } from '@kubernetes/client-node';

/** Where one cluster's Kubernetes API is, and how to speak to it. */
export interface ConnectionOptions {
  /** `https://…` */
  endpoint: string;
  /** PEM, base64-encoded as EKS gives it. */
  certificateAuthority: string;
  /** A bearer token that is good now; asked for before each request. */
  token: () => Promise<string>;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  accept?: string;
  contentType?: string;
  /** JSON text. */
  body?: string;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** One cluster's API server over TLS with its own authority. Sends requests; knows nothing of what they mean. */
export interface Connection {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  close(): Promise<void>;
}

type Dispatcher = NonNullable<ReturnType<RequestContext['getDispatcher']>>;

export function openConnection(options: ConnectionOptions): Connection {
  const http = new IsomorphicFetchHttpLibrary();
  const config = kubeConfig(options);
  let dispatcher: Promise<Dispatcher | undefined> | undefined;

  return {
    async send(request, signal) {
      dispatcher ??= pooledDispatcher(config, options.endpoint);
      const context = requestContext(options.endpoint, request);
      const pool = await dispatcher;
      if (pool) context.setDispatcher(pool);
      context.setHeaderParam('Authorization', `Bearer ${await options.token()}`);
      context.setSignal(signal);
      const answer = await http.send(context).toPromise();
      return { status: answer.httpStatusCode, headers: answer.headers, text: await answer.body.text() };
    },
    async close() {
      const pool = await dispatcher?.catch(() => undefined);
      await pool?.destroy();
    },
  };
}

function kubeConfig({ endpoint, certificateAuthority }: ConnectionOptions): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'cluster', server: endpoint, caData: certificateAuthority, skipTLSVerify: false },
    { name: 'podpass' },
  );
  return config;
}

/**
 * The client makes a new pool of connections, and so a new TLS handshake, for every request that it authenticates
 * (2.0.1, KubeConfig.createDispatcher). Asked once, it gives one that all requests share.
 */
async function pooledDispatcher(config: KubeConfig, endpoint: string): Promise<Dispatcher | undefined> {
  const context = new RequestContext(endpoint, HttpMethod.GET);
  await config.applySecurityAuthentication(context);
  return context.getDispatcher();
}

function requestContext(endpoint: string, request: HttpRequest): RequestContext {
  const context = new RequestContext(`${endpoint.replace(/\/+$/, '')}${request.path}`, HttpMethod[request.method]);
  for (const [name, value] of Object.entries(request.query ?? {})) context.setQueryParam(name, value);
  context.setHeaderParam('Accept', request.accept ?? 'application/json');
  context.setHeaderParam('User-Agent', 'podpass');
  if (request.body !== undefined) {
    context.setHeaderParam('Content-Type', request.contentType ?? 'application/json');
    context.setBody(request.body);
  }
  return context;
}
