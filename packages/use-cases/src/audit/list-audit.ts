import type { Environment } from '../environment.ts';

/** Audit entries, newest first; `next` names where the following page starts. */
export async function listAudit(
  env: Environment,
  { cluster, before, limit }: { cluster?: string | undefined; before?: number | undefined; limit: number },
) {
  const found = await env.audit.list({ clusterKey: cluster, before, limit: limit + 1 });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last ? { next: last.id } : {}) };
}
