import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

import { inCheckout } from './checkout.mjs';
import { LaunchError, runStep } from './step.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FIXED_PLACES = [
  ...NAMES.map((name) => `/usr/bin/${name}`),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium that starts: the one of CHROMIUM, of the system or of Playwright, else one that is installed now.
 * @param {import('./step.mjs').Screen} to where progress goes
 * @returns {Promise<string>} the path of its program; rejects with a LaunchError when there is none to be had
 */
export async function findOrInstallChromium(to) {
  const named = process.env.CHROMIUM;
  if (named) {
    if (starts(named)) return named;
    throw new LaunchError(
      `CHROMIUM is ${named}, which does not start.`,
      'set CHROMIUM to the path of a Chromium or Chrome, or unset it.',
    );
  }
  return findChromium() ?? (await installChromium(to)) ?? giveUp();
}

function findChromium() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...FIXED_PLACES, ...onPath, playwrightsOwn()].filter(isProgram).find(starts);
}

async function installChromium(to) {
  for (const [name, commands] of Object.entries(waysToInstall())) {
    try {
      for (const command of commands) {
        await runStep({
          name: `chromium-${name}`,
          label: `Installing Chromium (${command.slice(-3).join(' ')})`,
          command,
          env: { DEBIAN_FRONTEND: 'noninteractive' },
          remedy: '',
          to,
        });
      }
    } catch (error) {
      if (!(error instanceof LaunchError)) throw error;
      to.write(
        `${(error.evidence.tail ?? [])
          .slice(-5)
          .map((line) => `  ${line}\n`)
          .join('')}`,
      );
    }
    const found = findChromium();
    if (found) return found;
  }
  return undefined;
}

function waysToInstall() {
  const asRoot = process.getuid?.() === 0 && isProgram('/usr/bin/apt-get');
  return {
    ...(asRoot && {
      system: [
        ['apt-get', 'update'],
        ['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'],
      ],
    }),
    playwright: [[process.execPath, inCheckout('e2e/node_modules/@playwright/test/cli.js'), 'install', 'chromium']],
  };
}

function giveUp() {
  throw new LaunchError(
    'The browser tests need a Chromium, and none was found or could be installed.',
    'install one (Debian, Ubuntu: sudo apt-get install chromium; Fedora: sudo dnf install chromium; macOS: brew install --cask chromium) ' +
      'or set CHROMIUM to the path of a Chromium or Chrome, then run the same command again.',
  );
}

function playwrightsOwn() {
  try {
    return createRequire(inCheckout('e2e/package.json'))('@playwright/test').chromium.executablePath();
  } catch {
    // Not installed, or it knows of no browser for this system.
    return '';
  }
}

function isProgram(path) {
  if (!path || !existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// Being there is not enough: on Ubuntu, chromium-browser may be a script that only says "install the snap".
function starts(path) {
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return answer.status === 0 && /chrom/i.test(answer.stdout);
}
