import { ORPCError } from '@orpc/client';

/** A failure as a person sees it: what happened, why, what to do, and where to find it again in the logs. */
export interface Failure {
  code: string;
  what: string;
  why: string;
  remedy: string;
  /** HTTP status; undefined if there was no answer. */
  status?: number;
  requestId?: string;
  awsRequestId?: string;
  /** The fields at fault, for `invalid-input`. */
  issues?: { path: string; message: string }[];
  /** Who was faster, for `config-conflict`. */
  conflict?: Conflict;
}

export interface Conflict {
  what: 'draft' | 'revision';
  /** What there is now; 0 for a draft that is gone. */
  version: number;
  by: string;
  at: string;
}

/** Thrown by the API's fetch, so that nothing that the server said about a failure is lost on its way to the page. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.what, options);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** The one funnel: whatever was thrown becomes a {@link Failure}. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof ORPCError) return failureFromBody(error.toJSON(), { status: error.status });
  return {
    code: 'console-defect',
    what: 'This page stopped working.',
    why: error instanceof Error ? error.message : String(error),
    remedy: 'Reload the page. If it happens again, report it with this text; nothing was changed by it.',
  };
}

/** An error answer of the API: `{code, message, data: {why, remedy, issues?, awsRequestId?}}`, or anything from a proxy. */
export function failureFromBody(body: unknown, origin: { status: number; requestId?: string }): Failure {
  const { code, message, data } = asRecord(body);
  const { why, remedy, issues, awsRequestId, conflict } = asRecord(data);
  if (typeof code !== 'string' || typeof message !== 'string') return unexpectedAnswer(origin);
  return {
    code,
    what: message,
    why: typeof why === 'string' ? why : '',
    remedy: typeof remedy === 'string' ? remedy : 'Try again.',
    ...origin,
    ...(typeof awsRequestId === 'string' ? { awsRequestId } : {}),
    ...(Array.isArray(issues) ? { issues: issues.filter(isIssue) } : {}),
    ...(isConflict(conflict) ? { conflict } : {}),
  };
}

export function unreachable(cause: unknown): FailureError {
  return new FailureError(
    {
      code: 'console-unreachable',
      what: 'Podpass does not answer.',
      why: 'The connection to the server of this console failed: it may have been stopped, or the network is down.',
      remedy: 'Check that Podpass is running, then try again. Changes that were started go on without this page.',
    },
    { cause },
  );
}

/** Whether asking once more may help without anybody doing something first. */
export function isTransient({ code, status }: Failure): boolean {
  return code === 'console-unreachable' || (status !== undefined && status >= 500);
}

/** Whether it is about rights: the console's own, AWS's or the cluster's. */
export function isForbidden({ code }: Pick<Failure, 'code'>): boolean {
  return ['not-allowed', 'aws-access-denied', 'kubernetes-forbidden', 'kubernetes-unauthorized'].includes(code);
}

function unexpectedAnswer(origin: { status: number; requestId?: string }): Failure {
  return {
    code: 'unexpected-answer',
    what: `The server answered ${origin.status} in a form that this console does not know.`,
    why: 'A proxy in between may have answered, or the page is older than the server.',
    remedy: 'Reload the page. If it stays so, look at the proxy between this browser and Podpass.',
    ...origin,
  };
}

function isIssue(value: unknown): value is { path: string; message: string } {
  const { path, message } = asRecord(value);
  return typeof path === 'string' && typeof message === 'string';
}

function isConflict(value: unknown): value is Conflict {
  const { what, version, by, at } = asRecord(value);
  const named = what === 'draft' || what === 'revision';
  return named && typeof version === 'number' && typeof by === 'string' && typeof at === 'string';
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
