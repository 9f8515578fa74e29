// `pnpm run crash:provisioning -- 200 [--replicas 2]`: that many kills with one replica and as many with two, or with the
// named number only.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: { replicas: { type: 'string', default: '1,2' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const vitest = fileURLToPath(new URL('../../../../node_modules/vitest/vitest.mjs', import.meta.url));
const child = spawn(process.execPath, [vitest, 'run', 'packages/use-cases/test/crash'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PODPASS_CRASHES: positionals[0] ?? '200',
    PODPASS_CRASH_REPLICAS: values.replicas,
    ...(values.seed !== undefined && { PODPASS_CRASH_SEED: values.seed }),
  },
});
child.on('exit', (code) => (process.exitCode = code ?? 1));
