import { POD_IDENTITY_SERVICE, type TrustStatement } from './document.ts';
import { isDeletedPrincipal } from './edit.ts';
import type { ExplainedStatement, NoteCode, StatementKind } from './explained.ts';
import { matchesGlob } from './glob.ts';
import { irsaReach } from './irsa-reach.ts';
import { isEksIssuer, issuerOfProvider } from './oidc-provider.ts';
import { readOwnStatement } from './own-statement.ts';
import { podIdentityReach } from './pod-identity-reach.ts';
import { notesFor, type Reach } from './reach.ts';
import { coversAction, readStatement, type ReadStatement } from './statement.ts';
import { namesServiceAccounts } from './web-identity-subjects.ts';

/** An explanation together with the providers whose tokens can really meet the conditions. */
export interface StatementReading {
  readonly explained: ExplainedStatement;
  readonly effectiveProviders: readonly string[];
}

const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity';

/** Explains one statement. `isCluster` tells providers that are known to be Kubernetes clusters. */
export function explainStatement(
  statement: TrustStatement,
  index: number,
  isCluster: (providerArn: string) => boolean,
): StatementReading {
  const read = readStatement(statement);
  const providers = oidcProviders(read);
  const kind = kindOf(read, providers, isCluster);
  const reach = reachOf(read, kind, providers);
  const [provider] = providers;
  const single = providers.length === 1 && provider !== undefined ? provider : undefined;
  const issuer = single === undefined ? undefined : issuerOfProvider(single);
  const notes = new Set([...notesFor(factsOf(statement, read, kind, providers)), ...reach.notes]);
  const explained: ExplainedStatement = {
    index,
    ...(read.sid === undefined ? {} : { sid: read.sid }),
    effect: read.effect,
    kind,
    ...(single === undefined ? {} : { provider: single }),
    providers,
    ...(issuer === undefined ? {} : { issuer }),
    ...(reach.clusters === undefined ? {} : { clusters: reach.clusters }),
    ...(reach.subjects === undefined ? {} : { subjects: reach.subjects }),
    scope: reach.scope,
    notes: notesFor(Object.fromEntries([...notes].map((code) => [code, true]))),
  };
  return { explained, effectiveProviders: reach.effectiveProviders };
}

function oidcProviders({ principals }: ReadStatement): readonly string[] {
  return principals.federated.filter((principal) => issuerOfProvider(principal) !== undefined);
}

function kindOf(
  read: ReadStatement,
  providers: readonly string[],
  isCluster: (providerArn: string) => boolean,
): StatementKind {
  const { principals, effect, malformed } = read;
  if (effect !== 'Allow' || malformed !== undefined || principals.not) return 'other';
  const ofCluster =
    namesServiceAccounts(read) ||
    providers.some((provider) => isCluster(provider) || isEksIssuer(issuerOfProvider(provider) ?? ''));
  if (providers.length > 0 && ofCluster && covers(read, WEB_IDENTITY)) return 'irsa';
  const serves = covers(read, 'sts:AssumeRole') || covers(read, 'sts:TagSession');
  return principals.services.includes(POD_IDENTITY_SERVICE) && serves ? 'pod-identity' : 'other';
}

function reachOf(read: ReadStatement, kind: StatementKind, providers: readonly string[]): Reach {
  if (kind === 'irsa') return irsaReach(read, providers);
  if (kind === 'pod-identity') return podIdentityReach(read);
  const everyone = read.effect === 'Allow' && (read.principals.everyone || read.principals.not);
  return { scope: everyone ? 'any' : 'other', effectiveProviders: [], notes: [] };
}

function factsOf(
  statement: TrustStatement,
  read: ReadStatement,
  kind: StatementKind,
  providers: readonly string[],
): Partial<Record<NoteCode, boolean>> {
  const { principals, actions, effect, malformed, unknownFields } = read;
  const foreign = kind === 'other' && effect === 'Allow';
  return {
    malformed: malformed !== undefined,
    ...denialFacts(read, providers),
    ...actionFacts(read, kind),
    everyone: effect === 'Allow' && principals.everyone,
    'mixed-principals': kind !== 'other' && principalTypes(read) > 1,
    'not-action': actions.not,
    'not-principal': principals.not,
    'foreign-oidc': foreign && providers.length > 0,
    saml: principals.federated.some((principal) => principal.includes(':saml-provider/')),
    'aws-principal': principals.aws.length > 0,
    'service-principal': principals.services.some((service) => service !== POD_IDENTITY_SERVICE),
    'deleted-principal': principals.aws.some((principal) => isDeletedPrincipal(principal)),
    'unknown-fields': unknownFields.length > 0,
    'made-here': readOwnStatement(statement) !== undefined,
  };
}

function denialFacts(read: ReadStatement, providers: readonly string[]): Partial<Record<NoteCode, boolean>> {
  const { principals, effect, malformed } = read;
  const denies = effect === 'Deny' && malformed === undefined;
  const named = principals.everyone || principals.services.includes(POD_IDENTITY_SERVICE);
  const namedWeb = principals.everyone || providers.length > 0;
  return {
    deny: effect === 'Deny',
    'denies-pod-identity':
      denies && named !== principals.not && (covers(read, 'sts:AssumeRole') || covers(read, 'sts:TagSession')),
    'denies-web-identity': denies && namedWeb !== principals.not && covers(read, WEB_IDENTITY),
  };
}

function actionFacts(read: ReadStatement, kind: StatementKind): Partial<Record<NoteCode, boolean>> {
  const expected = kind === 'irsa' ? [WEB_IDENTITY] : ['sts:AssumeRole', 'sts:TagSession'];
  const usual = new Set(expected.map((action) => action.toLowerCase()));
  return {
    'mixed-actions':
      kind !== 'other' &&
      !read.actions.not &&
      read.actions.patterns.some((pattern) => !usual.has(pattern.toLowerCase())),
    'assume-role-missing': kind === 'pod-identity' && !covers(read, 'sts:AssumeRole'),
    'tag-session-missing': kind === 'pod-identity' && !covers(read, 'sts:TagSession'),
  };
}

function principalTypes({ principals }: ReadStatement): number {
  const { services, federated, aws, everyone } = principals;
  return [services.length > 0, federated.length > 0, aws.length > 0 || everyone].filter(Boolean).length;
}

function covers(read: ReadStatement, action: string): boolean {
  return coversAction(read, action, matchesGlob);
}
