import type { ClusterRef } from '@podpass/inventory';
import { shortHash } from './subject-hash.ts';

/** IAM allows 64 characters. */
const longest = 64;

/**
 * The name of a role made for one service account: readable at the front, and unique by its hash, since joined names
 * alone are not (`a-b` + `c` reads like `a` + `b-c`).
 */
export function roleNameFor(cluster: ClusterRef, namespace: string, serviceAccount: string): string {
  const hash = shortHash(cluster.arn, namespace, serviceAccount);
  const readable = `podpass-${cluster.name}-${namespace}-${serviceAccount}`.slice(0, longest - hash.length - 1);
  return `${readable.replace(/[-.]+$/, '')}-${hash}`;
}

/** Tags by which a role made here is known again. */
export function roleTagsFor(cluster: ClusterRef, namespace: string, serviceAccount: string): Record<string, string> {
  return {
    'podpass:cluster': cluster.arn.slice(0, 256),
    'podpass:service-account': `${namespace}/${serviceAccount}`.slice(0, 256),
  };
}

export function isRoleFor(
  tags: Record<string, string>,
  cluster: ClusterRef,
  namespace: string,
  serviceAccount: string,
): boolean {
  return Object.entries(roleTagsFor(cluster, namespace, serviceAccount)).every(([key, value]) => tags[key] === value);
}
