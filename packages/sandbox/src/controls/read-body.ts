import type { ServiceName, TransitionName } from '../state/sandbox-state.ts';
import { BadControlRequest } from './control.ts';

const SERVICES = [
  'eks',
  'eks-auth',
  'iam',
  'sts',
  'kubernetes',
  'cloudformation',
  'ec2',
] as const satisfies ServiceName[];
const TRANSITIONS = [
  'cluster',
  'addon',
  'nodegroup',
  'iam',
  'association',
  'pod',
  'stack',
] as const satisfies TransitionName[];

/** A day; longer waits are surely a mistake in the unit. */
const LONGEST_MS = 86_400_000;

export function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadControlRequest(`${what} must be a JSON object.`);
  }
  return value as Record<string, unknown>;
}

export function service(value: unknown): ServiceName {
  return oneOf(SERVICES, value, 'service');
}

export function transition(value: unknown): TransitionName {
  return oneOf(TRANSITIONS, value, 'transition');
}

export function oneOf<Value extends string>(values: readonly Value[], value: unknown, what: string): Value {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new BadControlRequest(`${what} must be one of ${values.join(', ')}, not ${JSON.stringify(value)}.`);
  }
  return found;
}

export function milliseconds(value: unknown, what: string): number {
  return number(value, what, 0, LONGEST_MS);
}

export function number(value: unknown, what: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least || value > most) {
    throw new BadControlRequest(`${what} must be a number from ${least} to ${most}, not ${JSON.stringify(value)}.`);
  }
  return value;
}
