import { type Sandbox, type SandboxState, startSandbox } from '@podpass/sandbox';
import { openStore, type Store } from '@podpass/store';
import { startOperationEngine } from '@podpass/operations';
import { createTestDatabase } from '../../../store/test/database.ts';
import { type Environment, operationWork } from '../../src/index.ts';
import { stepsOn } from './steps-on.ts';

/** A database for a whole test file. */
export interface TestStore {
  store: Store;
  databaseUrl: string;
  close(): Promise<void>;
}

export async function openTestStore(): Promise<TestStore> {
  const { databaseUrl, remove } = await createTestDatabase();
  const store = await openStore({ databaseUrl });
  return {
    store,
    databaseUrl,
    async close() {
      await store.close();
      await remove();
    },
  };
}

/** Everything that use cases act through, on a sandbox of its own. */
export interface House {
  env: Environment;
  sandbox: Sandbox;
  /** What the engine has met that it should not. */
  crashes: unknown[];
  /** Calls a control of the sandbox. */
  control(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function openHouse(state: SandboxState, { store, databaseUrl }: TestStore): Promise<House> {
  const sandbox = await startSandbox({ state });
  const { steps, close } = stepsOn({ endpoint: sandbox.url, region: state.defaultRegion, store });
  const crashes: unknown[] = [];
  const engine = await startOperationEngine({
    databaseUrl,
    store,
    work: operationWork(steps),
    version: 'test',
    retryMs: 20,
    onProblem: (problem) => crashes.push(problem),
  });
  const env: Environment = { ...steps, engine };
  return {
    env,
    sandbox,
    crashes,
    async control(method, path, body) {
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      const text = await response.text();
      return text === '' ? undefined : JSON.parse(text);
    },
    async close() {
      await engine.stop(5_000);
      await close();
      await sandbox.close();
    },
  };
}
