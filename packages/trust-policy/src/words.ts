import type { TrustPolicy } from './document.ts';
import { readStatements } from './explain.ts';
import type { ExplainedStatement } from './explained.ts';
import { bareIssuer, issuerOfProvider } from './oidc-provider.ts';
import type { SubjectPattern } from './service-account.ts';

/** The cluster in hand, by its OIDC issuer (with or without https://) or by the ARN of its IAM OIDC provider. */
export type ClusterIssuer = { readonly issuer: string } | { readonly providerArn: string };

type Reading = ExplainedStatement & { readonly effectiveProviders: readonly string[] };

/**
 * One sentence on whom the policy trusts, seen from one cluster; for example
 * "Trusts app/reader of this cluster, and 1 other cluster".
 */
export function trustShapeInWords(policy: TrustPolicy, cluster: ClusterIssuer): string {
  const readings = readStatements(policy, (provider) => isThisCluster(provider, cluster));
  const statements = readings.map(({ explained, effectiveProviders }) => ({ ...explained, effectiveProviders }));
  const ours = statements.filter(
    ({ kind, providers }) => kind === 'irsa' && providers.some((provider) => isThisCluster(provider, cluster)),
  );
  const others = othersTrusted(statements, cluster);
  return `${sentence(ours, others, cluster)}${denial(statements)}`;
}

function sentence(ours: readonly Reading[], others: readonly string[], cluster: ClusterIssuer): string {
  const effective = ours.filter((statement) =>
    statement.effectiveProviders.some((provider) => isThisCluster(provider, cluster)),
  );
  if (effective.length > 0)
    return `Trusts ${wordsForOurs(effective)}${others.length === 0 ? '' : `, and ${listed(others)}`}`;
  const start =
    ours.length === 0 ? 'Does not trust this cluster' : 'Names this cluster, but no service account can match';
  return others.length === 0 ? start : `${start}${ours.length === 0 ? ', but trusts' : '; trusts'} ${listed(others)}`;
}

function wordsForOurs(statements: readonly Reading[]): string {
  if (statements.some(({ scope, subjects }) => scope === 'cluster' && subjects === undefined)) {
    return 'every service account of this cluster';
  }
  const named = [
    ...new Set(statements.flatMap(({ subjects = [] }) => subjects.map((subject) => subjectWords(subject)))),
  ];
  const unclear = statements.some(({ scope }) => scope === 'unclear');
  if (named.includes(EVERY)) return `${EVERY} of this cluster`;
  if (named.length === 0) return 'service accounts of this cluster that its conditions do not list plainly';
  return `${listed([...shortened(named), ...(unclear ? ['others'] : [])])} of this cluster`;
}

const EVERY = 'every service account';
const SHOWN = 3;

function subjectWords({ namespace, serviceAccount, exact }: SubjectPattern): string {
  if (exact) return `${namespace}/${serviceAccount}`;
  if (namespace === '*') return serviceAccount === '*' ? EVERY : `${serviceAccount} in every namespace`;
  if (serviceAccount !== '*') return `service accounts like ${namespace}/${serviceAccount}`;
  return /[*?]/.test(namespace)
    ? `every service account in namespaces like ${namespace}`
    : `every service account in namespace ${namespace}`;
}

function shortened(words: readonly string[]): readonly string[] {
  if (words.length <= SHOWN + 1) return words;
  return [...words.slice(0, SHOWN), `${words.length - SHOWN} more`];
}

function othersTrusted(statements: readonly Reading[], cluster: ClusterIssuer): readonly string[] {
  const clusters = new Set(
    statements.flatMap(({ effectiveProviders }) => effectiveProviders.filter((each) => !isThisCluster(each, cluster))),
  );
  const foreign = new Set(
    statements.flatMap(({ notes, providers }) => (notes.includes('foreign-oidc') ? providers : [])),
  );
  return [
    ...counted(clusters.size, 'other cluster'),
    ...counted(foreign.size, 'other identity provider'),
    ...(statements.some(({ kind }) => kind === 'pod-identity') ? ['EKS Pod Identity'] : []),
  ];
}

function denial(statements: readonly Reading[]): string {
  const denied = statements.some(({ notes }) => notes.includes('denies-web-identity'));
  return denied ? '; a Deny statement may refuse it' : '';
}

function isThisCluster(providerArn: string, cluster: ClusterIssuer): boolean {
  if ('providerArn' in cluster) return providerArn === cluster.providerArn;
  return issuerOfProvider(providerArn) === bareIssuer(cluster.issuer);
}

function counted(count: number, noun: string): readonly string[] {
  if (count === 0) return [];
  return [`${count} ${noun}${count === 1 ? '' : 's'}`];
}

function listed(words: readonly string[]): string {
  return words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
