import { isPodpassError } from '@podpass/inventory';

/** How often the SDK had tried when it gave up. More than 1: an earlier attempt may have had its effect unseen. */
export function attemptsOf(error: unknown): number {
  const cause: unknown = isPodpassError(error) ? error.cause : error;
  const attempts = (cause as { $metadata?: { attempts?: unknown } } | undefined)?.$metadata?.attempts;
  return typeof attempts === 'number' ? attempts : 1;
}
