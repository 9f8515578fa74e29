import { expect } from '@playwright/test';
import type { Sandbox } from './sandbox.ts';
import { objectsOf, regionOf, type SandboxState } from './sandbox-state.ts';

const podsMs = 60_000;

/**
 * The demo once its pods run, with those of shop/catalog on IRSA although their association exists. How the demo
 * itself begins there depends on whether its pods or the association come first, so it is brought about here.
 */
export async function demoAtRest(sandbox: Sandbox): Promise<SandboxState> {
  await allPodsRun(sandbox);
  if (await catalogIsOnIrsa(sandbox)) return await sandbox.control<SandboxState>('GET', 'state');
  const state = await sandbox.control<SandboxState>('GET', 'state');
  hideCatalogAssociation(state, Date.now() + 3_600_000);
  const pods = objectsOf(state, 'demo-eks-cluster')['v1/pods'] ?? {};
  for (const name of Object.keys(pods)) if (name.startsWith('shop/catalog-')) delete pods[name];
  await sandbox.control('PUT', 'state', state);
  await allPodsRun(sandbox);
  const ready = await sandbox.control<SandboxState>('GET', 'state');
  hideCatalogAssociation(ready, Date.now() - 60_000);
  return ready;
}

async function catalogIsOnIrsa(sandbox: Sandbox): Promise<boolean> {
  const pods = await sandbox.credentials('demo-eks-cluster', 'shop', 'catalog');
  return pods.filter(({ kind }) => kind === 'running').every(({ mechanism }) => mechanism === 'irsa');
}

function hideCatalogAssociation(state: SandboxState, until: number): void {
  for (const association of Object.values(regionOf(state).clusters['demo-eks-cluster']?.associations ?? {})) {
    if (association.namespace === 'shop' && association.serviceAccount === 'catalog') association.visibleAt = until;
  }
}

async function allPodsRun(sandbox: Sandbox): Promise<void> {
  const running = async (cluster: string) => (await sandbox.mechanisms(cluster)).size;
  const options = { timeout: podsMs };
  await expect.poll(() => running('demo-eks-cluster'), options).toBe(36);
  await expect.poll(() => running('legacy-prod'), options).toBe(21);
  await expect.poll(() => running('modern-auto'), options).toBe(6);
}
