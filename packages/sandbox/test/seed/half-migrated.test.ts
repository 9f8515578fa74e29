import { expect, it, vi } from 'vitest';
import { demoState } from '../../src/index.ts';
import { runSandbox } from '../running-sandbox.ts';

interface Credential {
  kind: string;
  namespace: string;
  serviceAccount: string;
  mechanism: string;
}

it('has a workload whose pods are older than its association, also after a reset and however late it starts', async () => {
  const state = await demoState({ at: Date.now() - 60_000 });
  const running = await runSandbox({ state });
  try {
    const mechanisms = async (): Promise<Record<string, string[]>> => {
      const { body } = await running.control('GET', 'credentials?cluster=demo-eks-cluster');
      const own = (body as Credential[]).filter(
        ({ namespace, serviceAccount }) => namespace === 'shop' && serviceAccount === 'catalog',
      );
      const of = (running: boolean) =>
        own.filter(({ kind }) => (kind === 'running') === running).map(({ mechanism }) => mechanism);
      return { running: of(true), next: of(false) };
    };
    const halfWay = { running: ['irsa', 'irsa'], next: ['pod-identity'] };
    await vi.waitFor(async () => expect(await mechanisms()).toEqual(halfWay), { timeout: 10_000 });
    await running.control('POST', 'reset');
    await vi.waitFor(async () => expect(await mechanisms()).toEqual(halfWay), { timeout: 10_000 });
  } finally {
    await running.stop();
  }
});
