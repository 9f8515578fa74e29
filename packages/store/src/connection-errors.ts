import { isPodpassError, PodpassError } from '@podpass/inventory';

const networkCodes = /^E(CONN|NOTFOUND|TIMEDOUT|PIPE|AI_AGAIN|HOSTUNREACH|NETUNREACH|ACCES|PERM)/;

/**
 * Classes of SQLSTATE that speak of the server and not of the statement: connection, authorisation, missing database,
 * cancelled by time-out, out of resources, shut down, I/O error.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const serverStates = /^(08|28|3D000|53|57|58)/;

const insufficientPrivilege = '42501';

const libraryMessages = /terminat|timeout|timed out|connection error|not queryable|server does not support SSL/i;

/** Whatever keeps a connection from being made: `store-unavailable`. */
export function asConnectError(error: unknown): unknown {
  if (isPodpassError(error) || !(error instanceof Error)) return error;
  return new PodpassError('store-unavailable', { detail: inWords(error) }, { cause: error });
}

/** Failures to reach PostgreSQL become `store-unavailable`; all others are defects and stay what they are. */
export function asStoreError(error: unknown): unknown {
  if (isPodpassError(error) || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const unreachable = networkCodes.test(code) || serverStates.test(code) || (code === '' && isLibraryError(error));
  return unreachable ? asConnectError(error) : error;
}

/** For what makes tables: a role that may not do so is told as `store-unavailable`, with what it needs. */
export function asSchemaError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== insufficientPrivilege)
    return asStoreError(error);
  const needed =
    'The role of DATABASE_URL needs CREATE on its database and on the schema public, or to own the database.';
  return new PodpassError('store-unavailable', { detail: `${inWords(error)} ${needed}` }, { cause: error });
}

function isLibraryError(error: Error): boolean {
  return libraryMessages.test(error.message) || error instanceof AggregateError;
}

function inWords(error: Error): string {
  // Node gives an AggregateError without a message when every address of a host refuses.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  const message = error.message || (first instanceof Error ? first.message : '') || error.name;
  return message.endsWith('.') ? message : `${message}.`;
}
