import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';

/** Far above what a configuration may have (that is a diagnostic), low enough to read at once. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * The text of `file`, or of standard input for `-`. A byte order mark stays a part of it, so that an edited text has it
 * too; bytes that are not UTF-8 become U+FFFD, which the checks of a configuration refuse.
 *
 * @throws CommandFailure (wrong usage) when there is no such file, it cannot be read, or it is no file.
 */
export async function readConfig(file: string): Promise<string> {
  const bytes = file === '-' ? await readAll(process.stdin, 'standard input') : await readFileOf(file);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function readFileOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  });
  try {
    const { isDirectory, size } = await handle.stat().then((stat) => ({
      isDirectory: stat.isDirectory(),
      size: stat.size,
    }));
    if (isDirectory) throw unreadable(file, 'It is a directory.');
    if (size > MAX_BYTES) throw tooLarge(file);
    return await readAll(handle.createReadStream({ autoClose: false }), file);
  } finally {
    await handle.close();
  }
}

async function readAll(stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge(name);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unreadable(file: string, why: string): CommandFailure {
  const words = { code: 'file-unreadable', what: `${file} cannot be read.`, why, remedy: 'Check the path.' };
  return new CommandFailure(words, exitCodes.usage);
}

function tooLarge(name: string): CommandFailure {
  const words = {
    code: 'input-too-large',
    what: `${name} is larger than ${MAX_BYTES / 1024 / 1024} MiB.`,
    why: 'No cluster configuration is.',
    remedy: 'Check the path.',
  };
  return new CommandFailure(words, exitCodes.blocked);
}
