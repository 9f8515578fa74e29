import { type Cluster, PodpassError } from '@podpass/inventory';
import { TookTooLong } from '../calls/deadline.ts';

/** The parts of a cluster that explain why it can't be reached. */
export type ReachableCluster = Pick<Cluster, 'ref' | 'endpointAccess'>;

/** A request that got no answer: says what happened on the way, and hints at closed endpoints. */
export function unreachable(cluster: ReachableCluster, error: unknown): PodpassError<'kubernetes-unreachable'> {
  const detail = `${whatHappened(error)}${hint(cluster, error)}`;
  return new PodpassError('kubernetes-unreachable', { cluster: cluster.ref.name, detail }, { cause: error });
}

/** Whether the connection broke after it stood: the request may be sent again where that does no harm. */
export function brokeMidway(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(codeOf(error) ?? '');
}

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was cut.',
  EPIPE: 'The connection was cut.',
  UND_ERR_SOCKET: 'The connection was cut.',
  ENOTFOUND: 'Its host name cannot be resolved.',
  EAI_AGAIN: 'Its host name cannot be resolved at the moment.',
  EHOSTUNREACH: 'There is no route to its address.',
  ENETUNREACH: 'There is no route to its network.',
  ETIMEDOUT: 'The connection timed out.',
  UND_ERR_CONNECT_TIMEOUT: 'The connection timed out.',
};

/** Failures that a closed endpoint causes. A refused certificate or a cut connection is something else. */
const CLOSED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function whatHappened(error: unknown): string {
  if (error instanceof TookTooLong) return `There was ${error.message}.`;
  const code = codeOf(error);
  const words = code === undefined ? undefined : CODES[code];
  if (words !== undefined) return words;
  const text = innermost(error);
  // Ports that fetch refuses to try (1, 22 …): no cluster has them, but a placeholder may.
  if (text === 'bad port') return 'Nothing listens at its address.';
  return code !== undefined && /CERT|SELF_SIGNED|SSL|TLS|ISSUER/.test(code)
    ? `Its certificate is not one of the cluster's authority (${text}).`
    : `The request failed: ${text}.`;
}

function hint({ endpointAccess }: ReachableCluster, error: unknown): string {
  if (!(error instanceof TookTooLong) && !CLOSED.has(codeOf(error) ?? '')) return '';
  if (!endpointAccess.public) return ' The endpoint is private: it answers only inside its VPC.';
  const open = endpointAccess.publicCidrs.length === 0 || endpointAccess.publicCidrs.includes('0.0.0.0/0');
  return open ? '' : ` The endpoint answers only to ${endpointAccess.publicCidrs.join(', ')}.`;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : codeOf(error.cause);
}

/** fetch says no more than "fetch failed"; the cause knows why. */
function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? innermost(error.cause) : error.message;
}
