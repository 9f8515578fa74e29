// How the table of associations feels with thousands of rows in a real browser, on the product as it is started.
// Prints one line per figure; `--json` prints one JSON document instead. Not a test: it fails only if it cannot measure.
//   pnpm bench:access-table [--associations 2000] [--per-second 50] [--latency 20] [--json]
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));
// The journeys' browser: this package has no other use for it.
const { chromium } = createRequire(join(root, 'e2e/package.json'))('@playwright/test');

const burst = 20;
const pageOfAssociations = 100;
const barOfSecondView = 200;
const barOfInteraction = 100;

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
    await seed(podpass.sandbox, settings);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(podpass.signInLink);
    await page.getByRole('link', { name: 'modern-auto' }).waitFor();
    report(settings, await measure(page, podpass.origin, settings));
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
      associations: { type: 'string', default: '2000' },
      'per-second': { type: 'string', default: '50' },
      latency: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    associations: number(values.associations),
    perSecond: number(values['per-second']),
    latency: number(values.latency),
    json: values.json,
  };
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
      const match = /Podpass: (\S+?)\/?\nSign in: (\S+)\n[^]*Sandbox: (\S+)[^]*Press Ctrl/.exec(text);
      if (match) resolve(match);
    });
  });
  const [, origin, signInLink, sandbox] = welcome;
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
  return { origin, signInLink, sandbox, stop };
}

/** Gives the cluster modern-auto so many associations, and the account a rate limit like that of AWS. */
async function seed(sandbox, { associations, perSecond, latency }) {
  const state = await (await fetch(`${sandbox}/_sandbox/state`)).json();
  const cluster = state.eks[state.defaultRegion].clusters['modern-auto'];
  const [model] = Object.values(cluster.associations);
  const roles = Object.values(state.iam.roles).map(({ arn }) => arn);
  cluster.associations = {};
  for (let index = 0; index < associations; index += 1) {
    const id = `a-${String(index).padStart(17, '0')}`;
    cluster.associations[id] = {
      ...model,
      id,
      arn: `${model.arn.slice(0, model.arn.lastIndexOf('/'))}/${id}`,
      namespace: `team-${index % 40}`,
      serviceAccount: `app-${index}`,
      roleArn: roles[index % roles.length],
    };
  }
  state.settings.latency = { eks: latency, iam: latency };
  state.settings.rateLimits = { eks: { perSecond, burst } };
  const answer = await fetch(`${sandbox}/_sandbox/state`, { method: 'PUT', body: JSON.stringify(state) });
  if (!answer.ok) throw new Error(`the sandbox does not take the state: ${await answer.text()}`);
}

async function measure(page, origin, { associations }) {
  const rows = page.getByRole('row', { name: /^Select team-/ });
  const address = `${origin}/clusters/modern-auto/access/associations`;
  const timeout = 600_000;
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  await page.goto(address);
  await rows.first().waitFor({ timeout });
  const firstRows = elapsed();
  await page.getByText('Which IAM role the pods of a service account get.').waitFor({ timeout });
  const complete = elapsed();
  const count = associations.toLocaleString('en');
  await page.getByRole('heading', { name: `Pod identity associations (${count})` }).waitFor({ timeout });

  const filter = page.getByRole('combobox', { name: 'Find associations' });
  await filter.click();
  await page.keyboard.type('team-7');
  const filtered = await untilPainted(page, () => page.keyboard.press('Enter'));
  await page.getByRole('button', { name: /Clear filters/ }).click();
  const pageChange = await untilPainted(page, () => page.getByRole('button', { name: 'Page 2', exact: true }).click());

  await page.getByRole('tab', { name: 'Access entries' }).click();
  await page.getByRole('grid', { name: 'Access entries' }).waitFor();
  const secondView = await untilPainted(page, () =>
    page.getByRole('tab', { name: 'Pod identity associations' }).click(),
  );
  return { firstRows, complete, filtered, pageChange, secondView };
}

/**
 * From the moment at which the browser gets the event until the first row is another one and is painted. Measured in
 * the page: the way there and back would count as well.
 */
async function untilPainted(page, act) {
  await page.evaluate(() => {
    const first = () =>
      document.querySelector('main table[role="grid"] tbody input[type="checkbox"]')?.closest('tr')?.textContent ?? '';
    const before = first();
    window.measured = new Promise((resolve) => {
      let from;
      const begin = () => (from ??= performance.now());
      for (const type of ['keydown', 'click']) document.addEventListener(type, begin, { capture: true, once: true });
      const look = () => {
        const now = first();
        if (from !== undefined && now !== '' && now !== before)
          requestAnimationFrame(() => resolve(performance.now() - from));
        else requestAnimationFrame(look);
      };
      look();
    });
  });
  await act();
  return await page.evaluate(() => window.measured);
}

function report({ associations, perSecond, latency, json }, result) {
  const calls = associations + Math.ceil(associations / pageOfAssociations);
  const bound = (Math.max(calls - burst, 0) / perSecond) * 1000;
  if (json) {
    process.stdout.write(`${JSON.stringify({ associations, perSecond, latency, bound, ...result })}\n`);
    return;
  }
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
  const against = (ms, bar) => `${ms.toFixed(0)} ms   ${ms <= bar ? 'within' : 'OVER'} ${bar} ms`;
  process.stdout.write(
    [
      `${associations} associations, EKS ${perSecond} calls/s (burst ${burst}), ${latency} ms each: ${calls} calls, bound ${seconds(bound)}`,
      `first rows after        ${seconds(result.firstRows)}`,
      `complete after          ${seconds(result.complete)}   ${(result.complete / bound).toFixed(2)} times the bound`,
      `filter to rows          ${against(result.filtered, barOfInteraction)}`,
      `page change             ${against(result.pageChange, barOfInteraction)}`,
      `second view from cache  ${against(result.secondView, barOfSecondView)}`,
      '',
    ].join('\n'),
  );
}
