import { type Cluster, parseRoleArn, PodpassError, type RoleSummary, type TrustScope } from '@podpass/inventory';
import {
  addPodIdentity,
  explainTrustPolicy,
  noteMessage,
  parseTrustPolicy,
  printTrustPolicy,
  reasonMessage,
  TRUST_POLICY_DEFAULT_LIMIT,
  type ExplainedStatement,
  type TrustPolicy,
} from '@podpass/trust-policy';
import type { Environment } from '../environment.ts';
import { trustOf } from './trust-of.ts';

export interface TrustQuery {
  roleArn: string;
  namespace?: string | undefined;
  serviceAccount?: string | undefined;
  disableSessionTags?: boolean | undefined;
}

const scopes: readonly TrustScope[] = ['service-account', 'cluster', 'account'];

/** Whether a service account's pods can use the role, asked of IAM now, and what each fix would write. Rejects with `role-not-found`. */
export async function checkTrust(env: Environment, key: string, query: TrustQuery) {
  const cluster = await env.eks.describeCluster(key);
  const role = await findRole(env, query.roleArn);
  const parsed = parseTrustPolicy(role.trustPolicy);
  if (!parsed.ok) throw new PodpassError('policy-malformed', { detail: parsed.problem.message });
  const explained = explainTrustPolicy(parsed.policy);
  const sessionTags = query.disableSessionTags !== true;
  const { namespace = '-', serviceAccount = '-' } = query;
  return {
    roleArn: role.arn,
    ...trustOf(role.trustPolicy, cluster, { namespace, serviceAccount, sessionTags }),
    statements: explained.statements.map(inWords),
    current: printTrustPolicy(parsed.policy, { pretty: true }),
    size: explained.size,
    limit: TRUST_POLICY_DEFAULT_LIMIT,
    proposals: scopes
      .filter((scope) => scope !== 'service-account' || (query.namespace && query.serviceAccount))
      .map((scope) => proposal(parsed.policy, cluster, scope, { namespace, serviceAccount }, sessionTags)),
  };
}

async function findRole(env: Environment, roleArn: string): Promise<RoleSummary> {
  const name = parseRoleArn(roleArn)?.name;
  const role = name === undefined ? undefined : await env.roles.refresh(name);
  if (role === undefined || role.arn !== roleArn) throw new PodpassError('role-not-found', { role: roleArn });
  return role;
}

function proposal(
  policy: TrustPolicy,
  cluster: Cluster,
  scope: TrustScope,
  account: { namespace: string; serviceAccount: string },
  sessionTags: boolean,
) {
  const edit = addPodIdentity(policy, {
    clusterArn: cluster.ref.arn,
    account: cluster.ref.account,
    scope,
    serviceAccounts: [account],
    sessionTags,
  });
  return {
    scope,
    document: printTrustPolicy(edit.policy, { pretty: true }),
    size: edit.size,
    changed: edit.changed,
    reasons: edit.reasons.map(reasonMessage),
  };
}

function inWords(statement: ExplainedStatement): string {
  const who =
    statement.kind === 'irsa'
      ? `IRSA by ${statement.issuer ?? statement.providers.join(', ')}`
      : statement.kind === 'pod-identity'
        ? 'EKS Pod Identity'
        : `${statement.effect} for others`;
  const subjects = statement.subjects
    ?.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`)
    .join(', ');
  const notes = statement.notes.map(noteMessage).join(' ');
  const head = `${statement.index + 1}. ${who} ${subjects ? `for ${subjects}` : `(${statement.scope})`}`;
  return notes === '' ? head : `${head}. ${notes}`;
}
