import { ConfigDiagnostic, type ErrorCode } from '@podpass/inventory';
import { z } from 'zod';
import { httpStatus } from './http-status.ts';

/** What the `data` of every error answer holds; `message` beside it says what happened. */
export const ErrorBody = z
  .object({
    why: z.string(),
    remedy: z.string(),
    /** The fields at fault, for `invalid-input`. */
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    awsRequestId: z.string().optional(),
    /** What is wrong with the text, for `config-invalid`: the first of many. */
    diagnostics: z.array(ConfigDiagnostic).optional(),
    /** What is there now, for `config-conflict`: of the draft (0: it is gone) or the newest revision. */
    conflict: z
      .object({ what: z.enum(['draft', 'revision']), version: z.int(), by: z.string(), at: z.string() })
      .optional(),
  })
  .meta({ id: 'ErrorBody' });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** Declares that a route may answer with these codes, each with its status and the common body. */
export function failsWith<Code extends ErrorCode>(
  ...codes: Code[]
): Record<Code, { status: number; data: typeof ErrorBody }> {
  return Object.fromEntries(codes.map((code) => [code, { status: httpStatus[code], data: ErrorBody }])) as Record<
    Code,
    { status: number; data: typeof ErrorBody }
  >;
}

export const awsErrors = [
  'aws-access-denied',
  'aws-credentials-missing',
  'aws-credentials-expired',
  'aws-throttled',
  'aws-unavailable',
  'aws-invalid-request',
  'aws-not-found',
  'aws-conflict',
  'aws-quota-exceeded',
] as const satisfies readonly ErrorCode[];

export const kubernetesErrors = [
  'kubernetes-unreachable',
  'kubernetes-unauthorized',
  'kubernetes-forbidden',
  'kubernetes-not-admitted',
  'kubernetes-not-found',
  'kubernetes-conflict',
  'kubernetes-invalid',
] as const satisfies readonly ErrorCode[];
