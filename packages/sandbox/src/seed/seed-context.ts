import type { SandboxState } from '../state/sandbox-state.ts';
import { nextId, nextUuid } from '../world/ids.ts';

/** What seeds are made with: the state that they fill, and one moment for all of them (epoch milliseconds). */
export interface SeedContext {
  state: SandboxState;
  region: string;
  at: number;
}

const day = 86_400_000;

export function daysAgo({ at }: SeedContext, days: number): number {
  return at - days * day;
}

export function iamArn({ state }: SeedContext, kindAndName: string): string {
  return `arn:${state.partition}:iam::${state.account}:${kindAndName}`;
}

export function eksArn({ state, region }: SeedContext, kindAndName: string): string {
  return `arn:${state.partition}:eks:${region}:${state.account}:${kindAndName}`;
}

export function seedId({ state }: SeedContext, length: number, alphabet?: string): string {
  return nextId(state, length, alphabet);
}

export function seedUuid({ state }: SeedContext): string {
  return nextUuid(state);
}
