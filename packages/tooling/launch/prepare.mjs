import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { inCheckout, manifestOf, workspaceFolders } from './checkout.mjs';
import { contentOfFiles, isFresh, markFresh, stateOfFiles } from './freshness.mjs';
import { packageManager, UNATTENDED } from './package-manager.mjs';
import { runStep } from './step.mjs';

// The console is built by vite.
const NOT_COMPILED = new Set([join('apps', 'web')]);

/** Installs the packages of the lockfile, unless exactly these are installed. @param {import('./step.mjs').Screen} to */
export async function installPackages(to) {
  const folders = workspaceFolders();
  const manifests = folders.map((folder) => join(folder, 'package.json'));
  const state = contentOfFiles(
    ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests],
    [process.platform, process.arch, process.versions.modules],
  );
  const outputs = [
    'node_modules/.modules.yaml',
    ...folders.filter(hasDependencies).map((folder) => join(folder, 'node_modules')),
  ];
  if (isFresh('install', state, outputs)) return;
  await runStep({
    name: 'install',
    label: 'Installing packages',
    // --prod=false: the build needs the development packages also where NODE_ENV says production.
    command: [
      ...packageManager(),
      'install',
      '--frozen-lockfile',
      '--prod=false',
      '--config.confirm-modules-purge=false',
    ],
    env: UNATTENDED,
    remedy:
      'check that npm can reach its registry (npm ping) and that the disk has 2 GB free. After an edit of a package.json, ' +
      'run "corepack pnpm install" once to update pnpm-lock.yaml. Then run the same command again.',
    to,
  });
  markFresh('install', state);
}

/** Compiles the server, the command line and all packages that they use, unless that is done. @param {import('./step.mjs').Screen} to */
export async function buildPrograms(to) {
  const programs = workspaceFolders().filter(
    (folder) => existsSync(inCheckout(folder, 'src')) && !NOT_COMPILED.has(folder),
  );
  const inputs = programs.flatMap((folder) => [
    join(folder, 'src'),
    join(folder, 'tsconfig.json'),
    join(folder, 'package.json'),
  ]);
  const state = stateOfFiles(['tsconfig.base.json', 'pnpm-lock.yaml', ...inputs]);
  const outputs = programs.map((folder) => join(folder, 'dist', '.tsbuildinfo'));
  if (isFresh('programs', state, outputs)) return;
  await runStep({
    name: 'programs',
    label: 'Compiling the server',
    command: [process.execPath, inCheckout('node_modules/typescript/bin/tsc'), '-b', ...programs],
    remedy:
      'these are errors in the source code: correct them, or go back to a commit that compiles (git status, git diff).',
    to,
  });
  markFresh('programs', state);
}

/** Builds the console's pages, unless their sources are as they were at the last build. @param {import('./step.mjs').Screen} to */
export async function buildConsole(to) {
  const packages = ['cluster-config', 'contract', 'inventory', 'trust-policy'].map((name) => `packages/${name}`);
  const inputs = ['apps/web', ...packages].flatMap((folder) =>
    ['src', 'build', 'public', 'index.html', 'vite.config.ts', 'package.json', 'tsconfig.json'].map((name) =>
      join(folder, name),
    ),
  );
  const state = stateOfFiles(['pnpm-lock.yaml', ...inputs]);
  if (isFresh('console', state, ['apps/web/dist/index.html'])) return;
  await runStep({
    name: 'console',
    label: 'Building the console',
    command: [process.execPath, inCheckout('node_modules/vite/bin/vite.js'), 'build', 'apps/web', '--logLevel', 'warn'],
    env: { NODE_ENV: 'production' },
    remedy:
      'these are errors in the source code of apps/web: correct them, or go back to a commit that builds (git status, git diff).',
    to,
  });
  markFresh('console', state);
}

function hasDependencies(folder) {
  const { dependencies = {}, devDependencies = {} } = manifestOf(folder);
  return Object.keys({ ...dependencies, ...devDependencies }).length > 0;
}
