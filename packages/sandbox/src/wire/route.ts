import { actionForm } from './aws-query.ts';
import { header, type WireRequest } from './messages.ts';
import type { Service } from './service.ts';
import type { SignatureClaims } from './signature.ts';
import { AwsError } from '../world.ts';

/** Services by the name that callers sign for. */
export type ServiceTable = Readonly<Record<string, Service>>;

/** The only service of the table that anyone calls without a signature. */
const DEFAULT_QUERY_SERVICE = 'sts';

/**
 * Chooses the service: by the credential scope of the signature; else by a path prefix (`/iam/`), by the host name
 * (`iam.…`), or by what the request looks like.
 */
export function routeByScope(
  services: ServiceTable,
  received: WireRequest,
  claims: SignatureClaims | undefined,
): { service: Service; request: WireRequest } {
  const { prefix, request } = withoutPrefix(services, received);
  const named = [claims?.service, prefix, hostLabel(received)];
  for (const name of named) {
    const service = name !== undefined && Object.hasOwn(services, name) ? services[name] : undefined;
    if (service !== undefined) {
      return { service, request };
    }
  }
  return { service: byAppearance(services, request), request };
}

/** `http://host:port/iam` as the endpoint of one service: SDKs keep such a path in front of their own. */
function withoutPrefix(services: ServiceTable, received: WireRequest): { prefix?: string; request: WireRequest } {
  const [, first = '', ...rest] = received.path.split('/');
  if (!Object.hasOwn(services, first)) {
    return { request: received };
  }
  return { prefix: first, request: { ...received, path: `/${rest.join('/')}` } };
}

function hostLabel(request: WireRequest): string | undefined {
  return header(request, 'host')?.split(/[.:]/)[0]?.toLowerCase();
}

function byAppearance(services: ServiceTable, request: WireRequest): Service {
  const name = request.path.endsWith('/assume-role-for-pod-identity')
    ? 'eks-auth'
    : request.path === '/'
      ? queryService(services, request)
      : 'eks';
  const service = services[name];
  if (service === undefined) {
    throw new Error(`the service table has no ${name}`);
  }
  return service;
}

/** An unsigned query names its action and version; the version tells the services apart. */
function queryService(services: ServiceTable, request: WireRequest): string {
  const version = formVersion(request);
  const found = Object.entries(services).find(
    ([, service]) => service.version !== undefined && service.version === version,
  );
  return found?.[0] ?? DEFAULT_QUERY_SERVICE;
}

function formVersion(request: WireRequest): string | undefined {
  try {
    return actionForm(request).find(([name]) => name === 'Version')?.[1];
  } catch (error) {
    if (error instanceof AwsError) {
      // The service that is chosen in its place reads the form again and refuses it.
      return undefined;
    }
    throw error;
  }
}
