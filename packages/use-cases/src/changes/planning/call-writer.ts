import type { ApiCall } from '@podpass/inventory';

export type Parameters = Record<string, unknown>;

/** Writes calls down, each with its command. */
export interface CallWriter {
  eks(operation: string, parameters: Parameters): ApiCall;
  iam(operation: string, parameters: Parameters): ApiCall;
  cloudformation(operation: string, parameters: Parameters): ApiCall;
  kubernetes(operation: string, parameters: Parameters, words: string[]): ApiCall;
}
