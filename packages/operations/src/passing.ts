import { isPodpassError } from '@podpass/inventory';

/** Failures after which nobody knows whether the effect happened, and that may pass. */
export function isPassing(error: unknown): boolean {
  return isPodpassError(error) && isPassingCode(error.code);
}

export function isPassingCode(code: string | undefined): boolean {
  return code !== undefined && passing.has(code);
}

const passing = new Set([
  'aws-throttled',
  'aws-unavailable',
  'aws-conflict',
  'kubernetes-unreachable',
  'kubernetes-conflict',
]);
