import { test as base, type BrowserContext, expect, type Page } from '@playwright/test';
import { BrowserProblems } from './browser-problems.ts';
import { type PodpassProcess, startPodpass } from './podpass-process.ts';
import { demoAtRest } from './demo-state.ts';
import { Sandbox } from './sandbox.ts';
import { regionOf } from './sandbox-state.ts';

export { expect };

interface RunningPodpass {
  process: PodpassProcess;
  sandbox: Sandbox;
  /** Puts the account back as it was at the start, and makes the console forget what it knew of it and kept for it. */
  reset(): Promise<void>;
  signIn(): Promise<Cookie>;
}

type Cookie = Parameters<BrowserContext['addCookies']>[0][number];

interface Journey {
  /** The account behind the console, as it was at the start. */
  sandbox: Sandbox;
  problems: BrowserProblems;
  /** A sign-in link that nobody has used yet. */
  signInLink: () => Promise<string>;
}

export const test = base.extend<Journey, { podpass: RunningPodpass }>({
  podpass: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from its first parameter
    async ({}, use) => {
      const podpass = await start();
      await use(podpass);
      podpass.sandbox.close();
      await podpass.process.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: async ({ podpass }, use) => await use(podpass.process.origin),
  sandbox: async ({ podpass }, use) => {
    await podpass.reset();
    await use(podpass.sandbox);
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  problems: async ({}, use) => await use(new BrowserProblems()),
  signInLink: async ({ podpass }, use) => await use(() => podpass.process.signInLink()),
  /** Signed in, on an account that is as at the start. */
  context: async ({ context, podpass, sandbox: _resets, problems }, use) => {
    problems.watch(context);
    await context.addCookies([await podpass.signIn()]);
    await use(context);
    expect(problems.unexpected(), 'errors in the browser').toEqual([]);
  },
});

async function start(): Promise<RunningPodpass> {
  const process = await startPodpass();
  try {
    return await prepare(process);
  } catch (error) {
    await process.stop();
    throw error;
  }
}

async function prepare(process: PodpassProcess): Promise<RunningPodpass> {
  const sandbox = new Sandbox(process);
  const signIn = async () => await redeem(process);
  const cookie = await signIn();
  const atTheStart = await demoAtRest(sandbox);
  return {
    process,
    sandbox,
    signIn,
    reset: async () => {
      // Not POST reset: that makes all pods anew, and those of shop/catalog would then know of their association.
      await sandbox.control('PUT', 'state', atTheStart);
      await sandbox.clearFaults();
      await sandbox.control('DELETE', 'calls');
      const { clusters } = regionOf(atTheStart);
      const looks = Object.keys(clusters).flatMap((cluster) =>
        process.origins.map((origin) => lookAgain(origin, cookie, cluster)),
      );
      await Promise.all(looks);
      await forgetConfigurations(process.origin, cookie);
    },
  };
}

/** Signs in as a browser would, and keeps the session's cookie. */
async function redeem({ origin, signInLink }: PodpassProcess): Promise<Cookie> {
  const response = await fetch(await signInLink(), { redirect: 'manual' });
  const [name = '', value = ''] = response.headers.getSetCookie()[0]?.split(';')[0]?.split(/=(.*)/s) ?? [];
  expect(response.status, 'the sign-in link is taken').toBe(303);
  return { name, value, url: origin, httpOnly: true, sameSite: 'Lax' };
}

/** Reads everything of a cluster past the console's caches. */
async function lookAgain(origin: string, { name, value }: Cookie, cluster: string): Promise<void> {
  const response = await fetch(`${origin}/api/v1/clusters/${cluster}/associations/stream?fresh=true`, {
    headers: { cookie: `${name}=${value}` },
  });
  expect(response.status, `${cluster} can be read`).toBe(200);
  await response.text();
}

/** Saved configurations would outlive the journey that wrote them. */
async function forgetConfigurations(origin: string, { name, value }: Cookie): Promise<void> {
  const headers = { cookie: `${name}=${value}`, origin };
  const address = `${origin}/api/v1/cluster-configs`;
  const { items } = (await (await fetch(address, { headers })).json()) as { items: { id: string }[] };
  for (const { id } of items) {
    const response = await fetch(`${address}/${id}`, { method: 'DELETE', headers });
    expect(response.ok, 'a configuration is deleted').toBe(true);
  }
}

export type { Page };
