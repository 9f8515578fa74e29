import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

const execute = 0o1;

/** Whether the account may pass through the folder and everything above it. Undefined account: ourselves, who may. */
export function canReach(folder: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  const { mode, uid, gid } = statSync(folder);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  if (((mode >> shift) & execute) === 0) return false;
  const above = dirname(folder);
  return above === folder || canReach(above, account);
}
