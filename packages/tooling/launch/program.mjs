import { pathToFileURL } from 'node:url';

import { inCheckout } from './checkout.mjs';

/**
 * Becomes one of our programs. It runs in this process, not in a child: signals, exit code, terminal and memory
 * are then its own, and a launcher that is killed leaves nothing behind.
 * @param {string} main the compiled program, inside the checkout
 * @param {string[]} args
 */
export async function becomeProgram(main, args) {
  const file = inCheckout(main);
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}
