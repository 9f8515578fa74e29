import type { Environment } from '../environment.ts';
import { pageOf } from '../page-of.ts';

/** Audit entries, newest first; `next` names where the following page starts. */
export async function listAudit(
  env: Environment,
  { cluster, before, limit }: { cluster?: string | undefined; before?: number | undefined; limit: number },
) {
  const found = await env.audit.list({ clusterKey: cluster, before, limit: limit + 1 });
  return pageOf(found, limit, ({ id }) => id);
}
