import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, serverAccount } from './account.ts';
import { canReach } from './reach.ts';
import { refusal } from './refusal.ts';

/** The folder of one embedded server: its data, its settings, its log. Readable by its account (and root) only. */
export interface Home {
  folder: string;
  account: Account | undefined;
  data: string;
  settings: string;
  log: string;
  lock: string;
}

/**
 * Makes the folder if it is missing: `postgres` in the data folder, or, where the server's account cannot reach that
 * (root's home, a private checkout), a folder of the system's temporary one that belongs to this data folder.
 */
export function prepareHome(dataDir: string): Home {
  const account = serverAccount();
  try {
    mkdirSync(dataDir, { recursive: true });
    const folder = canReach(dataDir, account) ? join(dataDir, 'postgres') : fallback(dataDir);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (account !== undefined) claim(folder, account);
    return {
      folder,
      account,
      data: join(folder, 'data'),
      settings: join(folder, 'server.json'),
      log: join(folder, 'server.log'),
      lock: join(folder, 'starting.lock'),
    };
  } catch (error) {
    throw refusal(
      `The folder ${dataDir} cannot be used`,
      error,
      'Set PODPASS_DATA_DIR to a folder on a disk that works.',
    );
  }
}

function fallback(dataDir: string): string {
  const name = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  return join(tmpdir(), `podpass-${name}`);
}

/** The temporary folder is everybody's: a folder (or link) that somebody else put there is not ours to use. */
function claim(folder: string, account: Account): void {
  const { uid, isDirectory } = factsOf(folder);
  if (!isDirectory || (uid !== 0 && uid !== account.uid)) throw new Error(`${folder} belongs to somebody else.`);
  chownSync(folder, account.uid, account.gid);
}

function factsOf(folder: string): { uid: number; isDirectory: boolean } {
  const stats = lstatSync(folder);
  return { uid: stats.uid, isDirectory: stats.isDirectory() };
}
