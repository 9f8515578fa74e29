import { spawnSync } from 'node:child_process';

import { manifestOf, ROOT } from './checkout.mjs';
import { LaunchError } from './step.mjs';

/**
 * The command that runs the pinned pnpm with nothing installed but Node and npm: Node's corepack where it is
 * there and works, otherwise npx (Node 25 and newer come without corepack).
 * @returns {string[]}
 */
export function packageManager() {
  const version = /^pnpm@([^+]+)/.exec(manifestOf('.').packageManager)?.[1] ?? '';
  const candidates = [
    ['corepack', 'pnpm'],
    ['npx', '--yes', `pnpm@${version}`],
  ];
  const working = candidates.find((command) => answersWith(command, version));
  if (working) return working;
  throw new LaunchError(
    `pnpm ${version} could not be started, neither by corepack nor by npx.`,
    'check that npm can reach its registry (npm ping) and that its proxy settings are right (npm config list), then run the same command again.',
  );
}

/** Without asking, before corepack's first download. */
export const UNATTENDED = { COREPACK_ENABLE_DOWNLOAD_PROMPT: '0', CI: 'true' };

/** @param {string[]} command @param {string} version */
function answersWith(command, version) {
  const [program = '', ...args] = command;
  const answer = spawnSync(program, [...args, '--version'], {
    cwd: ROOT,
    env: { ...process.env, ...UNATTENDED },
    encoding: 'utf8',
    timeout: 90_000,
    shell: process.platform === 'win32',
  });
  return answer.status === 0 && answer.stdout.trim().endsWith(version);
}
