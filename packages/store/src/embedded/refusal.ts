import { isPodpassError, PodpassError } from '@podpass/inventory';

/** Why the embedded server cannot be had, in one or two sentences. `cause` is a caught error, or words. */
export function refusal(what: string, cause?: unknown, remedy = ''): PodpassError {
  if (isPodpassError(cause)) return cause;
  const words = cause instanceof Error ? cause.message : typeof cause === 'string' ? cause : '';
  const because = words === '' ? '' : `: ${words.replace(/\.$/, '')}`;
  const detail = `${what}${because}.${remedy === '' ? '' : ` ${remedy}`}`;
  return new PodpassError('store-unavailable', { detail }, { cause });
}
