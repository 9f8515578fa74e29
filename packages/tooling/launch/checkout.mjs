import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, wherever the launcher was called from. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');

/** What launches write: logs, stamps, reports, tools. Ignored by git; safe to delete at any time. */
export const STATE = join(ROOT, '.podpass');

/** @param {...string} parts a path inside the checkout */
export function inCheckout(...parts) {
  return join(ROOT, ...parts);
}

/** Folders of all workspace packages, the root first. */
export function workspaceFolders() {
  const groups = ['apps', 'packages'].flatMap((group) =>
    readdirSync(inCheckout(group)).map((name) => join(group, name)),
  );
  return ['.', ...groups, 'e2e'].filter((folder) => existsSync(inCheckout(folder, 'package.json')));
}

/** @param {string} folder a workspace folder @returns {Record<string, any>} its package.json */
export function manifestOf(folder) {
  return JSON.parse(readFileSync(inCheckout(folder, 'package.json'), 'utf8'));
}
