import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The configured secret, or the one of the data folder, made at the first start: sessions then outlive a restart. */
export function sessionSecret({
  sessionSecret: given,
  dataDir,
}: {
  sessionSecret: string | undefined;
  dataDir: string;
}) {
  if (given !== undefined) return given;
  const file = join(dataDir, 'session-secret');
  mkdirSync(dataDir, { recursive: true });
  return readSecret(file) ?? makeSecret(file);
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Appears complete or not at all, and only once: of two starts at the same time one wins and both use its secret. */
function makeSecret(file: string): string {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}
