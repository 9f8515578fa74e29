import type { AwsError } from '../world.ts';
import type { WireAnswer, WireRequest } from './messages.ts';
import type { OperationSchema } from './operation-schemas.ts';

export interface IdentifiedOperation {
  operation: OperationSchema;
  /** Parts of the path by label, still percent-encoded (rest-json). */
  labels?: ReadonlyMap<string, string>;
  /** Decoded form members (awsQuery). */
  form?: readonly (readonly [name: string, value: string])[];
}

/** How one family of services speaks. Refusals of the readers are thrown as AwsError. */
export interface Protocol {
  identify(request: WireRequest): IdentifiedOperation;
  read(identified: IdentifiedOperation, request: WireRequest): Record<string, unknown>;
  write(identified: IdentifiedOperation, output: unknown, requestId: string): WireAnswer;
  refuse(error: AwsError, requestId: string): WireAnswer;
}
