import {
  isJsonObject,
  type JsonObject,
  POD_IDENTITY_SERVICE,
  statementsOf,
  type TrustPolicy,
  type TrustStatement,
} from './document.ts';
import { readStatement } from './statement.ts';
import { stableHash } from './stable-hash.ts';

/**
 * The statements that this package writes: one per (cluster, namespace) with the service accounts as alternatives, one
 * per cluster, or one per account. Several namespaces and several service accounts never share a statement: its two
 * lists would multiply (namespace a with service account of b).
 */
export interface OwnStatement {
  readonly account: string;
  /** Absent for the account scope. */
  readonly clusterArn?: string;
  /** Absent for the cluster scope. */
  readonly namespace?: string;
  /** Service accounts of the namespace, in document order; empty for the wider scopes. */
  readonly serviceAccounts: readonly string[];
  /** How the cluster is told: by session tag, or without session tags by aws:SourceArn. */
  readonly clusterBy: 'session-tag' | 'source-arn';
}

const ACTIONS = ['sts:AssumeRole', 'sts:TagSession'];
const ACCOUNT = 'aws:SourceAccount';
const SOURCE_ARN = 'aws:SourceArn';
const CLUSTER_TAG = 'aws:RequestTag/eks-cluster-arn';
const NAMESPACE_TAG = 'aws:RequestTag/kubernetes-namespace';
const SERVICE_ACCOUNT_TAG = 'aws:RequestTag/kubernetes-service-account';

/** Writes the statement; its Sid is told by cluster and namespace, and unlike every one that is taken. */
export function writeOwnStatement(own: OwnStatement, taken: ReadonlySet<string>): TrustStatement {
  return {
    Sid: freeSid(own, taken),
    Effect: 'Allow',
    Principal: { Service: POD_IDENTITY_SERVICE },
    Action: ACTIONS,
    Condition: conditionOf(own),
  };
}

/**
 * Reads a statement back if it is one of ours, by Sid and by exact shape. One that was edited by hand since, or looks
 * alike under another Sid, belongs to somebody else and is never touched.
 */
export function readOwnStatement(statement: TrustStatement): OwnStatement | undefined {
  const { sid } = readStatement(statement);
  const own = ownByShape(statement);
  if (own === undefined || sid === undefined) return undefined;
  return new RegExp(`^${baseSid(own)}(x\\d+)?$`).test(sid) ? own : undefined;
}

/** The same statement with other service accounts; every other member stays as it was written. */
export function withServiceAccounts(statement: TrustStatement, serviceAccounts: readonly string[]): TrustStatement {
  const condition = asObject(statement['Condition']);
  const equals = asObject(condition['StringEquals']);
  return {
    ...statement,
    Condition: { ...condition, StringEquals: { ...equals, [SERVICE_ACCOUNT_TAG]: oneOrMany(serviceAccounts) } },
  };
}

/** Every Sid of the policy. */
export function sidsOf(policy: TrustPolicy): ReadonlySet<string> {
  return new Set(statementsOf(policy).flatMap((statement) => readStatement(statement).sid ?? []));
}

function conditionOf(own: OwnStatement): JsonObject {
  const { account, clusterArn, namespace, serviceAccounts, clusterBy } = own;
  if (clusterArn === undefined) return { StringEquals: { [ACCOUNT]: account } };
  if (clusterBy === 'source-arn') {
    return { StringEquals: { [ACCOUNT]: account }, ArnEquals: { [SOURCE_ARN]: clusterArn } };
  }
  const cluster = { [ACCOUNT]: account, [CLUSTER_TAG]: clusterArn };
  if (namespace === undefined) return { StringEquals: cluster };
  return {
    StringEquals: { ...cluster, [NAMESPACE_TAG]: namespace, [SERVICE_ACCOUNT_TAG]: oneOrMany(serviceAccounts) },
  };
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

function freeSid(own: OwnStatement, taken: ReadonlySet<string>): string {
  const base = baseSid(own);
  let sid = base;
  for (let round = 2; taken.has(sid); round += 1) sid = `${base}x${round}`;
  return sid;
}

/** Alphanumeric, as IAM asks, and short: every character counts against the quota. */
function baseSid({ account, clusterArn, namespace }: OwnStatement): string {
  return `PodIdentity${stableHash([account, clusterArn ?? '', namespace ?? ''].join('\n'))}`;
}

function ownByShape(statement: TrustStatement): OwnStatement | undefined {
  const read = readStatement(statement);
  const { principals, actions, conditions, unknownFields, effect, malformed } = read;
  const { services, federated, aws, everyone, not } = principals;
  const plainPrincipal = !not && !everyone && services.length === 1 && services[0] === POD_IDENTITY_SERVICE;
  const plainAction = !actions.not && actions.patterns.toSorted().join() === ACTIONS.join();
  const plain = effect === 'Allow' && malformed === undefined && unknownFields.length === 0;
  if (!plain || !plainPrincipal || !plainAction || federated.length > 0 || aws.length > 0) return undefined;
  const tests = new Map(conditions.map(({ operator, key, values }) => [`${operator} ${key}`, values]));
  return tests.size === conditions.length ? ownByConditions(tests) : undefined;
}

function ownByConditions(tests: ReadonlyMap<string, readonly string[]>): OwnStatement | undefined {
  const account = single(tests.get(`StringEquals ${ACCOUNT}`));
  if (account === undefined) return undefined;
  if (tests.size === 1) return { account, serviceAccounts: [], clusterBy: 'session-tag' };
  const sourceArn = single(tests.get(`ArnEquals ${SOURCE_ARN}`));
  if (tests.size === 2 && sourceArn !== undefined) {
    return { account, clusterArn: sourceArn, serviceAccounts: [], clusterBy: 'source-arn' };
  }
  const clusterArn = single(tests.get(`StringEquals ${CLUSTER_TAG}`));
  if (clusterArn === undefined) return undefined;
  if (tests.size === 2) return { account, clusterArn, serviceAccounts: [], clusterBy: 'session-tag' };
  const namespace = single(tests.get(`StringEquals ${NAMESPACE_TAG}`));
  const serviceAccounts = tests.get(`StringEquals ${SERVICE_ACCOUNT_TAG}`);
  if (tests.size !== 4 || namespace === undefined || serviceAccounts === undefined) return undefined;
  return { account, clusterArn, namespace, serviceAccounts, clusterBy: 'session-tag' };
}

function single(values: readonly string[] | undefined): string | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

function asObject(value: TrustStatement[string] | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
