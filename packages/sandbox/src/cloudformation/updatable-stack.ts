import type { StackState } from '../state/cloudformation-state.ts';
import { validationError } from './errors.ts';

/** From these a stack can go on to another template. */
const STEADY = /^(CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_ROLLBACK_COMPLETE|UPDATE_FAILED|CREATE_FAILED)$/;

/** @throws AwsError `ValidationError` for a stack that is being changed, or that never came to be */
export function checkUpdatable({ id, status }: StackState): void {
  if (!STEADY.test(status)) throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
}
