// `pnpm run faults:provisioning [-- PATTERN]`: every call of planning, making, deleting and undoing clusters under every fault, as a
// table; with a regular expression for the names (`^make iam`, `lost answer`) only those. Ends with 1 if a cell is not as it should be.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const only = process.argv.slice(2).find((word) => word !== '--');
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const vitest = fileURLToPath(new URL('../../../../node_modules/vitest/vitest.mjs', import.meta.url));
const child = spawn(process.execPath, [vitest, 'run', 'packages/use-cases/test/faults'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PODPASS_FAULTS: 'all', ...(only !== undefined && { PODPASS_FAULTS_ONLY: only }) },
});
child.on('exit', (code) => (process.exitCode = code ?? 1));
