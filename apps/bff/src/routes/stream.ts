import { ORPCError } from '@orpc/server';
import { answerOf, type LogDefect } from '../http/answer-of.ts';

export interface StreamOptions {
  /** Of the request: aborted when the reader leaves. */
  signal: AbortSignal | undefined;
  stopping: AbortSignal;
  logDefect: LogDefect;
}

/**
 * A stream of server-sent events: what it reads from ends when the reader leaves or the console stops, and a failure
 * amid it reaches the reader in the same form as any other.
 */
export async function* stream<Event>(
  open: (signal: AbortSignal) => AsyncIterable<Event>,
  { signal, stopping, logDefect }: StreamOptions,
): AsyncGenerator<Event> {
  const ended = signal === undefined ? stopping : AbortSignal.any([signal, stopping]);
  try {
    yield* open(ended);
  } catch (error) {
    if (ended.aborted) return;
    const { code, ...answer } = answerOf(error, logDefect);
    throw new ORPCError(code, answer);
  }
}
