import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { run } from '../../src/run.ts';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** A person's computer: a settings file of its own. */
export interface Computer {
  settings: string;
  rctl(...args: string[]): Promise<Outcome>;
  /** With more variables in the environment. */
  rctlWith(env: Record<string, string>, ...args: string[]): Promise<Outcome>;
  remove(): void;
}

export function newComputer(): Computer {
  const folder = mkdtempSync(join(tmpdir(), 'rctl-'));
  const settings = join(folder, 'config', 'rctl.json');
  const rctlWith = (env: Record<string, string>, ...args: string[]) => runWith({ RCTL_CONFIG: settings, ...env }, args);
  return {
    settings,
    rctl: (...args) => rctlWith({}, ...args),
    rctlWith,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function runWith(env: Record<string, string>, args: string[]): Promise<Outcome> {
  for (const name of ['PODPASS_SERVER', 'PODPASS_TOKEN', 'XDG_CONFIG_HOME']) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += String(chunk);
      return true;
    }),
  );
  try {
    const code = await run(args);
    return { code, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}
