// `pnpm run crash -- 200`: that many kills, half of them with one replica and half with two.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const kills = process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? '200';
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const vitest = fileURLToPath(new URL('../../../../node_modules/vitest/vitest.mjs', import.meta.url));
const child = spawn(process.execPath, [vitest, 'run', 'packages/operations/test/crash'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PODPASS_CRASHES: kills },
});
child.on('exit', (code) => (process.exitCode = code ?? 1));
