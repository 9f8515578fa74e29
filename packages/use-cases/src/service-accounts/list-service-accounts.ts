import { type Cluster, irsaAnnotations, type RoleSummary, type ServiceAccount } from '@podpass/inventory';
import {
  type ExplainedStatement,
  explainTrustPolicy,
  parseTrustPolicy,
  type TrustPolicy,
  trustShapeInWords,
} from '@podpass/trust-policy';
import type { Environment } from '../environment.ts';
import { bySubject, podUsage, subjectOf } from '../observe/pod-usage.ts';
import { orProblem, type SourceProblem } from '../observe/problem.ts';

export interface ServiceAccountFilter {
  namespace?: string | undefined;
  irsaOnly?: boolean | undefined;
}

/** Service accounts with their IRSA links, associations and workloads. Rejects if the cluster cannot be asked. */
export async function listServiceAccounts(env: Environment, key: string, filter: ServiceAccountFilter) {
  const cluster = await env.eks.describeCluster(key);
  const problems: SourceProblem[] = [];
  const [inventory, associations, roles] = await Promise.all([
    env.observed.look(cluster),
    orProblem('eks', problems, associationIds(env, cluster)),
    orProblem('iam', problems, rolesByArn(env)),
  ]);
  const pods = bySubject(inventory.pods);
  const workloads = bySubject(inventory.workloads);
  const items = inventory.serviceAccounts
    .filter((account) => matches(account, filter))
    .map((account) => {
      const subject = subjectOf({ namespace: account.namespace, serviceAccount: account.name });
      const irsa = irsaLink(account, cluster, roles);
      const associationId = associations?.get(subject);
      return {
        ...account,
        ...(irsa === undefined ? {} : { irsa }),
        ...(associationId === undefined ? {} : { associationId }),
        workloads: workloads.get(subject) ?? [],
        pods: podUsage(pods.get(subject) ?? []),
      };
    });
  return { items, problems };
}

function matches(account: ServiceAccount, { namespace, irsaOnly }: ServiceAccountFilter): boolean {
  if (namespace !== undefined && account.namespace !== namespace) return false;
  return !irsaOnly || account.annotations[irsaAnnotations.roleArn] !== undefined;
}

async function associationIds(env: Environment, cluster: Cluster): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for await (const page of env.eks.listAssociations(cluster.ref)) {
    for (const association of page) ids.set(subjectOf(association), association.associationId);
  }
  return ids;
}

async function rolesByArn(env: Environment): Promise<Map<string, RoleSummary>> {
  const roles = new Map<string, RoleSummary>();
  for await (const page of env.roles.roles()) for (const role of page) roles.set(role.arn, role);
  return roles;
}

function irsaLink(account: ServiceAccount, cluster: Cluster, roles: Map<string, RoleSummary> | undefined) {
  const roleArn = account.annotations[irsaAnnotations.roleArn];
  if (roleArn === undefined) return undefined;
  const role = roles?.get(roleArn);
  if (role === undefined) {
    const inThisAccount = roleArn.includes(`:${cluster.ref.account}:`);
    return roles !== undefined && inThisAccount
      ? { roleArn, trustInWords: 'The role does not exist.', trusted: 'no' as const }
      : { roleArn, trusted: 'unknown' as const };
  }
  const parsed = parseTrustPolicy(role.trustPolicy);
  if (!parsed.ok || cluster.oidcIssuer === undefined) return { roleArn, trusted: 'unknown' as const };
  return {
    roleArn,
    trustInWords: trustShapeInWords(parsed.policy, { issuer: cluster.oidcIssuer }),
    trusted: trustedByIssuer(parsed.policy, cluster.oidcIssuer, account),
  };
}

/** Whether a statement for this cluster's issuer names the account; conditions that cannot be decided give `unknown`. */
function trustedByIssuer(policy: TrustPolicy, issuer: string, account: ServiceAccount): 'yes' | 'no' | 'unknown' {
  const provider = `:oidc-provider/${issuer.replace(/^https:\/\//, '')}`;
  const ours = explainTrustPolicy(policy).statements.filter(
    (statement) => statement.kind === 'irsa' && statement.providers.some((arn) => arn.endsWith(provider)),
  );
  const answers = ours.map((statement) => covers(statement, account));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function covers(statement: ExplainedStatement, account: ServiceAccount): 'yes' | 'no' | 'unknown' {
  if (statement.scope === 'nobody') return 'no';
  if (statement.scope === 'unclear') return 'unknown';
  if (statement.subjects === undefined) return 'yes';
  const named = statement.subjects.some(
    (subject) => globMatches(subject.namespace, account.namespace) && globMatches(subject.serviceAccount, account.name),
  );
  return named ? 'yes' : 'no';
}

function globMatches(pattern: string, value: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(value);
}
