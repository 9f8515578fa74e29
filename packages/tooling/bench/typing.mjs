// How typing into a configuration of 5,000 lines feels in a real browser, in the YAML view of the wizard: from a key to its
// paint, and from a key that brings in an error to the mark under it.
// Prints one line per figure; `--json` prints one JSON document instead. Not a test: it fails only if it cannot measure.
//   pnpm bench:typing [--lines 5000] [--keys 60] [--marks 20] [--json]
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { configOf } from './large-config.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
// The journeys' browser: this package has no other use for it.
const { chromium } = createRequire(join(root, 'e2e/package.json'))('@playwright/test');

/** Longer than this in one piece, and the page answers no key meanwhile. */
const boundOfTask = 50;
/** From the key to the mark, at the 95th percentile. */
const boundOfMark = 150;
/** As fast as people type. */
const betweenKeys = 90;

await main();

async function main() {
  const settings = readSettings();
  const dataDir = await mkdtemp(join(tmpdir(), 'podpass-bench-'));
  const podpass = await start(dataDir);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(podpass.signInLink);
    await page.getByRole('link', { name: 'modern-auto' }).waitFor();
    await openInWizard(page, podpass.origin, configOf(settings.lines));
    const seen = await typed(page, settings.keys);
    report(settings, { ...seen, marks: await marked(page, settings.marks) });
  } finally {
    await browser.close();
    await podpass.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function readSettings() {
  const number = (value) => {
    const read = Number(value);
    if (!Number.isInteger(read) || read < 1) throw new Error(`must be a whole number from 1: ${value}`);
    return read;
  };
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: '5000' },
      keys: { type: 'string', default: '60' },
      marks: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  });
  return { lines: number(values.lines), keys: number(values.keys), marks: number(values.marks), json: values.json };
}

async function start(dataDir) {
  const child = spawn(process.execPath, [join(root, 'apps/bff/dist/main.js')], {
    env: { ...process.env, PODPASS_PORT: '0', PODPASS_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const welcome = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Podpass ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      const match = /Podpass: (\S+?)\/?\nSign in: (\S+)\n[^]*Press Ctrl/.exec(text);
      if (match) resolve(match);
    });
  });
  const [, origin, signInLink] = welcome;
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
  return { origin, signInLink, stop };
}

/** As a draft that this browser had kept: no paste or upload to wait for. */
async function openInWizard(page, origin, text) {
  await page.evaluate((kept) => localStorage.setItem('podpass.draft.new', JSON.stringify(kept)), {
    text,
    basedOn: 0,
    key: crypto.randomUUID(),
  });
  await page.goto(`${origin}/clusters/new?view=yaml`);
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.getByText('Line ').first().waitFor();
}

/** Types at the end of the first line, a comment; milliseconds from each key to the next paint, and of each long task. */
async function typed(page, keys) {
  await page.locator('.monaco-editor .view-lines').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.evaluate((bound) => {
    const seen = { paints: [], tasks: [] };
    window.seen = seen;
    window.addEventListener(
      'keydown',
      () => {
        const from = performance.now();
        requestAnimationFrame(() => setTimeout(() => seen.paints.push(performance.now() - from)));
      },
      { capture: true },
    );
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) if (duration > bound) seen.tasks.push(duration);
    }).observe({ type: 'longtask' });
  }, boundOfTask);
  await page.keyboard.type('typing goes on '.repeat(Math.ceil(keys / 15)).slice(0, keys), { delay: betweenKeys });
  // The last key's check and drawing count as well.
  await page.waitForTimeout(1_000);
  return await page.evaluate(() => window.seen);
}

/** Takes a letter out of a key and puts it back; milliseconds from each such key to the mark that is drawn. */
async function marked(page, times) {
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 7; line += 1) await page.keyboard.press('ArrowDown');
  for (let column = 1; column < 9; column += 1) await page.keyboard.press('ArrowRight');
  const marks = [];
  for (let time = 0; time < times; time += 1) {
    await page.evaluate(() => {
      window.marked = new Promise((resolve) => {
        let from;
        document.addEventListener('keydown', () => (from ??= performance.now()), { capture: true, once: true });
        const observer = new MutationObserver(() => {
          if (from === undefined || document.querySelector('.squiggly-error') === null) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      });
    });
    await page.keyboard.press('Delete');
    marks.push(await page.evaluate(() => window.marked));
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => document.querySelector('.squiggly-error') === null);
  }
  return marks;
}

function report({ lines, keys, json }, { paints, tasks, marks }) {
  if (paints.length < keys) throw new Error(`only ${paints.length} of ${keys} keys were seen`);
  const mark = spread(marks);
  const figures = { lines, keys, load: loadavg()[0], ...spread(paints), longTasks: tasks.length, mark };
  const longest = Math.max(0, ...tasks);
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...figures, longest })}\n`);
    return;
  }
  process.stdout.write(
    [
      `${lines} lines, ${keys} keys, load ${figures.load.toFixed(1)}`,
      `key to paint, median    ${figures.median.toFixed(0)} ms`,
      `95th percentile         ${figures.p95.toFixed(0)} ms`,
      `key to mark, median     ${mark.median.toFixed(0)} ms`,
      `95th percentile         ${mark.p95.toFixed(0)} ms   ${mark.p95 <= boundOfMark ? 'within' : 'OVER'} ${boundOfMark} ms`,
      `tasks over ${boundOfTask} ms        ${tasks.length}, the longest ${longest.toFixed(0)} ms`,
      '',
    ].join('\n'),
  );
}

function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5), p95: at(0.95) };
}
