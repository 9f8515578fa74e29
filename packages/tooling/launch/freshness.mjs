import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { inCheckout, STATE } from './checkout.mjs';

/**
 * Names the state of files and folders by path, size and time of change: cheap enough for every launch, and
 * it notices an edit that was made and undone, whose build may still lie there.
 * @param {string[]} paths inside the checkout; missing ones count as missing
 * @param {string[]} [facts] anything else that the result depends on
 */
export function stateOfFiles(paths, facts = []) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of paths) {
    for (const file of filesUnder(path)) {
      const { size, mtimeMs } = statSync(inCheckout(file));
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Names the state of files by their content. @param {string[]} paths @param {string[]} [facts] */
export function contentOfFiles(paths, facts = []) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(inCheckout(path)));
  return hash.digest('hex');
}

/**
 * Whether a result was made from this state and is still there.
 * @param {string} stamp    the stamp's name
 * @param {string} state    of stateOfFiles or contentOfFiles
 * @param {string[]} outputs paths that must exist
 */
export function isFresh(stamp, state, outputs) {
  const file = stampFile(stamp);
  return (
    existsSync(file) && readFileSync(file, 'utf8') === state && outputs.every((path) => existsSync(inCheckout(path)))
  );
}

/** Remembers that the result of this state has been made. @param {string} stamp @param {string} state */
export function markFresh(stamp, state) {
  mkdirSync(dirname(stampFile(stamp)), { recursive: true });
  writeFileSync(stampFile(stamp), state);
}

function stampFile(stamp) {
  return join(STATE, 'stamps', stamp);
}

function filesUnder(path) {
  const whole = inCheckout(path);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [path];
  return readdirSync(whole)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
