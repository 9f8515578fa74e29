import { toFailure } from '../api/failure.ts';
import { notify } from './notifications.ts';

/** For what fails outside a page's own data: a button's action, an export. */
export function notifyFailure(error: unknown): void {
  const { what, why, remedy } = toFailure(error);
  notify({ type: 'error', header: what, content: `${why} ${remedy}` });
}
