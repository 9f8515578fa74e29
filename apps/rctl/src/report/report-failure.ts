import { ORPCError } from '@podpass/contract';
import { type ErrorReport, errorWords, isPodpassError } from '@podpass/inventory';
import { CommandFailure } from './command-failure.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Says on stderr what happened, why, and what to do; gives the exit code that fits. */
export function reportFailure(error: unknown): ExitCode {
  if (error instanceof CommandFailure) {
    tell(error.words);
    return error.exitCode;
  }
  if (error instanceof ORPCError) {
    tell({ code: error.code, what: error.message, ...wordsIn(error.data) });
    return exitCodeFor(error.code);
  }
  if (isPodpassError(error)) {
    tell({ code: error.code, ...errorWords(error.code, error.data) });
    return exitCodeFor(error.code);
  }
  tell({
    code: 'failed',
    what: error instanceof Error ? error.message : String(error),
    why: causeOf(error),
    remedy: '',
  });
  return exitCodes.failed;
}

function tell({ code, what, why, remedy, awsRequestId }: ErrorReport): void {
  const reference = awsRequestId === undefined ? code : `${code}, AWS request ${awsRequestId}`;
  const lines = [`Error: ${what} (${reference})`, why, remedy === '' ? '' : `What to do: ${remedy}`];
  process.stderr.write(`${lines.filter((line) => line !== '').join('\n')}\n`);
}

function exitCodeFor(code: string): ExitCode {
  if (['not-signed-in', 'not-allowed', 'sign-in-code-invalid'].includes(code)) return exitCodes.denied;
  if (['invalid-input', 'plan-blocked'].includes(code)) return exitCodes.blocked;
  return exitCodes.failed;
}

function wordsIn(data: unknown): { why: string; remedy: string; awsRequestId?: string } {
  const { why, remedy, issues, awsRequestId } = (typeof data === 'object' && data !== null ? data : {}) as Record<
    string,
    unknown
  >;
  const fields = Array.isArray(issues)
    ? issues.map((issue: { path?: unknown; message?: unknown }) => `  ${String(issue.path)}: ${String(issue.message)}`)
    : [];
  return {
    why: [typeof why === 'string' ? why : '', ...fields].filter((line) => line !== '').join('\n'),
    remedy: typeof remedy === 'string' ? remedy : '',
    ...(typeof awsRequestId === 'string' ? { awsRequestId } : {}),
  };
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? cause.message : '';
}
