import { validationError } from './errors.ts';

/**
 * A member that the service model requires. The wire layer refuses requests without it before an operation runs; this
 * is for the type checker, and for callers that skip the wire.
 *
 * @throws AwsError `ValidationError`
 */
export function required<Value>(value: Value | undefined, member: string): Value {
  if (value !== undefined) return value;
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  throw validationError(
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}
