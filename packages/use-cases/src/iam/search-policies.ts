import type { ManagedPolicy } from '@podpass/inventory';
import type { Environment } from '../environment.ts';

/** Managed policies whose name, ARN or description has the search text; the account's own come first. */
export async function searchPolicies(
  env: Environment,
  { search = '', limit }: { search?: string | undefined; limit: number },
) {
  const wanted = search.trim().toLowerCase();
  const found: ManagedPolicy[] = [];
  for await (const page of env.iam.listPolicies()) {
    found.push(...page.filter(({ arn, description = '' }) => `${arn} ${description}`.toLowerCase().includes(wanted)));
  }
  return { items: found.slice(0, limit), total: found.length };
}
