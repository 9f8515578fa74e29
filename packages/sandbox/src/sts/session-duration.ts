import { validationError } from '../iam/errors.ts';
import type { RoleState } from '../state/iam-state.ts';

const oneHour = 3600;

/**
 * How long a session lasts, in seconds.
 *
 * @param chained whether a role session asks, which limits the new one to an hour
 * @throws AwsError `ValidationError`
 */
export function sessionSeconds(role: RoleState, asked: number | undefined, chained: boolean): number {
  if (asked === undefined) return oneHour;
  if (asked > role.maxSessionDuration) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  if (chained && asked > oneHour) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  return asked;
}
