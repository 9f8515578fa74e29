import { randomUUID } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { readConfig } from './read-config.ts';

/**
 * Writes `after` where `before` was read: all of it or nothing, also when the disk fills up or the power goes. A symbolic
 * link stays one, and the file that it leads to keeps its mode and its owner.
 *
 * @throws CommandFailure when the file cannot be written, or says something else by now.
 */
export async function replaceFile(file: string, before: string, after: string): Promise<void> {
  try {
    const target = await realpath(file);
    const { mode, uid, gid } = await stat(target);
    // A new file in its place would not ask whether the old one may be written.
    await access(target, constants.W_OK);
    const fresh = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.tmp`);
    try {
      await writeWhole(fresh, after, { mode: mode & 0o7777, uid, gid });
      if ((await readConfig(target)) !== before) throw changedMeanwhile(file);
      await rename(fresh, target);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw unwritable(file, error);
  }
}

async function writeWhole(
  file: string,
  text: string,
  { mode, uid, gid }: { mode: number; uid: number; gid: number },
): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    const own = await handle.stat();
    if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function changedMeanwhile(file: string): CommandFailure {
  const words = {
    code: 'file-changed',
    what: `${file} was changed by somebody else just now.`,
    why: 'The edit was made for the text as it was before.',
    remedy: 'Run the command again.',
  };
  return new CommandFailure(words, exitCodes.failed);
}

function unwritable(file: string, error: unknown): CommandFailure {
  const why = error instanceof Error ? error.message : String(error);
  const words = {
    code: 'file-unwritable',
    what: `${file} cannot be written; it is as it was.`,
    why,
    remedy: 'Check the permissions of the file and of its folder, and the space on its disk.',
  };
  return new CommandFailure(words, exitCodes.failed);
}
