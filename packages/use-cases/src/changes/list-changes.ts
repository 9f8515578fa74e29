import type { Environment } from '../environment.ts';

/** Newest changes first. */
export async function listChanges(
  env: Environment,
  { cluster, limit }: { cluster?: string | undefined; limit: number },
) {
  return { items: await env.changes.list({ clusterKey: cluster, limit }) };
}
