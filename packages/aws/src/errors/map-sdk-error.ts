import { type ErrorOrigin, isPodpassError, PodpassError } from '@podpass/inventory';
import { describeConnectionFailure } from './connection-failure.ts';
import { errorNames } from './error-names.ts';
import { withoutExchange } from './without-exchange.ts';

/** What a call was about: as much of it as the caller knows. */
export interface ErrorSubject {
  cluster?: string;
  namespace?: string;
  serviceAccount?: string;
  associationId?: string;
  addon?: string;
  /** ARN or name. */
  role?: string;
  policy?: string;
  /** The trust policy that was sent. */
  trustPolicy?: string;
}

export interface FailedCall {
  service: string;
  operation: string;
  subject?: ErrorSubject;
}

/** The parts of an SDK error that are looked at. None of them is sure to be there. */
interface RawError {
  name: string;
  message: string;
  status: number | undefined;
  origin: ErrorOrigin;
}

/**
 * The one place where errors of the SDK become ours: by name, then by HTTP status, then as a failure of the connection.
 * Texts are asked only where EKS and IAM put different things under one name.
 */
export function mapSdkError(error: unknown, call: FailedCall): PodpassError {
  if (isPodpassError(error)) return error;
  const raw = readError(error);
  return byName(raw, call) ?? byStatus(raw, call) ?? unavailable(raw, call, describeConnectionFailure(error));
}

function readError(error: unknown): RawError {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), status: undefined, origin: { cause: error } };
  }
  const { $metadata, RequestId } = error as {
    $metadata?: { requestId?: string; httpStatusCode?: number };
    RequestId?: unknown;
  };
  const awsRequestId = $metadata?.requestId ?? (typeof RequestId === 'string' ? RequestId : undefined);
  return {
    name: error.name,
    message: error.message || error.name,
    status: $metadata?.httpStatusCode,
    origin: { cause: withoutExchange(error), ...(awsRequestId !== undefined && { awsRequestId }) },
  };
}

function byName(raw: RawError, call: FailedCall): PodpassError | undefined {
  const { service, operation } = call;
  const { message: detail, origin } = raw;
  const is = (kind: keyof typeof errorNames) => errorNames[kind].has(raw.name);

  if (is('throttled')) return new PodpassError('aws-throttled', { service, operation }, origin);
  if (is('quota')) return quota(raw, call);
  if (is('accessDenied')) return new PodpassError('aws-access-denied', { service, operation, detail }, origin);
  if (is('expired')) return new PodpassError('aws-credentials-expired', {}, origin);
  if (is('noCredentials')) return credentials(raw);
  if (is('notFound')) return notFound(raw, call);
  if (is('alreadyExists')) return alreadyExists(raw, call);
  if (is('deleteConflict')) {
    return new PodpassError('role-in-use', { role: call.subject?.role ?? 'this role' }, origin);
  }
  if (is('unmodifiable')) {
    return new PodpassError('role-unmodifiable', { role: call.subject?.role ?? 'this role' }, origin);
  }
  if (is('conflict')) return new PodpassError('aws-conflict', { service, operation, detail }, origin);
  if (is('malformedPolicy')) return new PodpassError('policy-malformed', { detail }, origin);
  if (is('invalid')) return invalid(raw, call);
  if (is('unavailable')) return unavailable(raw, call, detail);
  return undefined;
}

function byStatus(raw: RawError, call: FailedCall): PodpassError | undefined {
  const { service, operation } = call;
  const { status, origin } = raw;
  const detail = `${raw.name}: ${raw.message}`;
  // An answer that could not be read has a status too, but it says nothing about the request.
  if (status === undefined || status < 400) return undefined;
  if (status === 429) return new PodpassError('aws-throttled', { service, operation }, origin);
  if (status === 401 || status === 403) {
    return new PodpassError('aws-access-denied', { service, operation, detail }, origin);
  }
  if (status === 404) return notFound(raw, call);
  if (status === 409) return new PodpassError('aws-conflict', { service, operation, detail }, origin);
  if (status >= 500) return unavailable(raw, call, detail);
  return new PodpassError('aws-invalid-request', { service, operation, detail }, origin);
}

function unavailable(raw: RawError, { service, operation }: FailedCall, detail: string): PodpassError {
  return new PodpassError('aws-unavailable', { service, operation, detail }, raw.origin);
}

function credentials({ message, origin }: RawError): PodpassError {
  // The provider of SSO says so only in its text.
  if (/\bexpired\b/i.test(message)) return new PodpassError('aws-credentials-expired', {}, origin);
  return new PodpassError('aws-credentials-missing', { detail: message }, origin);
}

function quota({ message, origin }: RawError, { service, subject }: FailedCall): PodpassError {
  // "Cannot exceed quota for ACLSizePerRole: 2048" (eks-and-iam §3.3).
  const tooLarge = /ACLSizePerRole(?::\s*(\d+))?/.exec(message);
  if (!tooLarge) return new PodpassError('aws-quota-exceeded', { service, detail: message }, origin);
  return new PodpassError(
    'trust-policy-too-large',
    {
      role: subject?.role ?? 'this role',
      // White space does not count.
      ...(subject?.trustPolicy !== undefined && { size: subject.trustPolicy.replace(/\s/g, '').length }),
      ...(tooLarge[1] !== undefined && { limit: Number(tooLarge[1]) }),
    },
    origin,
  );
}

/** EKS has one name for a missing cluster and for a missing thing in it, IAM one for roles and policies. */
function notFound({ message, origin }: RawError, { service, operation, subject = {} }: FailedCall): PodpassError {
  const { cluster, associationId, addon, role, policy } = subject;
  if (cluster !== undefined) {
    const aboutCluster = /no cluster found/i.test(message);
    if (!aboutCluster && associationId !== undefined) {
      return new PodpassError('association-not-found', { cluster, associationId }, origin);
    }
    if (!aboutCluster && addon !== undefined) return new PodpassError('addon-not-found', { cluster, addon }, origin);
    return new PodpassError('cluster-not-found', { cluster }, origin);
  }
  const aboutRole = policy === undefined || /\brole with name\b/i.test(message);
  if (role !== undefined && aboutRole) return new PodpassError('role-not-found', { role }, origin);
  if (policy !== undefined) return new PodpassError('policy-not-found', { policy }, origin);
  return new PodpassError('aws-not-found', { service, operation, detail: message }, origin);
}

function alreadyExists({ message, origin }: RawError, { service, operation, subject = {} }: FailedCall): PodpassError {
  const { cluster, namespace, serviceAccount, addon, role } = subject;
  if (operation === 'CreatePodIdentityAssociation' && namespace !== undefined && serviceAccount !== undefined) {
    return new PodpassError('association-exists', { namespace, serviceAccount }, origin);
  }
  if (operation === 'CreateAddon' && cluster !== undefined && addon !== undefined) {
    return new PodpassError('addon-exists', { cluster, addon }, origin);
  }
  if (operation === 'CreateRole' && role !== undefined) return new PodpassError('role-exists', { role }, origin);
  return new PodpassError('aws-conflict', { service, operation, detail: message }, origin);
}

/** The two complaints of EKS about a role both come as InvalidParameterException (eks-and-iam §1.1). */
function invalid({ message, origin }: RawError, { service, operation, subject }: FailedCall): PodpassError {
  const role = subject?.role;
  if (role !== undefined && /trust policy of the role provided is invalid/i.test(message)) {
    return new PodpassError('role-trust-invalid', { role, detail: message }, origin);
  }
  if (role !== undefined && /role provided in the request does not exist/i.test(message)) {
    return new PodpassError('role-not-visible-yet', { role }, origin);
  }
  return new PodpassError('aws-invalid-request', { service, operation, detail: message }, origin);
}
