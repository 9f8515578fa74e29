import { isPodpassError, PodpassError } from '@podpass/inventory';

/** Why the embedded server cannot be had, in one or two sentences. */
export function refusal(what: string, cause?: unknown, remedy = ''): PodpassError {
  if (isPodpassError(cause)) return cause;
  const because = cause === undefined ? '' : `: ${cause instanceof Error ? cause.message : String(cause)}`;
  const detail = `${what}${because}.${remedy === '' ? '' : ` ${remedy}`}`.replace('..', '.');
  return new PodpassError('store-unavailable', { detail }, { cause });
}
