import { issuerOfProvider } from './oidc-provider.ts';
import { notesFor, type Reach, scopeOf } from './reach.ts';
import type { ConditionTest, ReadStatement } from './statement.ts';
import { claimCondition, isAboutClaim, isReadable, subjectsOf } from './web-identity-subjects.ts';

/**
 * How far a web identity statement reaches. Keys of one condition block are ANDed and a token carries the claims of one
 * issuer only, so conditions on two issuers, or on one that isn't trusted, let nobody in (eks-and-iam §4.2).
 */
export function irsaReach(statement: ReadStatement, providers: readonly string[]): Reach {
  const named = providers.filter((provider) => statement.conditions.some((test) => isAboutProvider(test, provider)));
  const [only] = named.length === 0 ? providers : named;
  const contradicts = named.length > 1 || statement.conditions.some((test) => isAboutStranger(test, providers));
  const several = providers.length > 1;
  if (contradicts || only === undefined) {
    const notes = notesFor({ 'conditions-contradict': true, 'several-providers': several });
    return { scope: 'nobody', subjects: [], effectiveProviders: [], notes };
  }
  const reach = reachWithinIssuer(statement, issuerOfProvider(only) ?? '', several);
  const effective = named.length === 0 ? providers : named;
  return { ...reach, effectiveProviders: reach.scope === 'nobody' ? [] : effective };
}

function reachWithinIssuer(
  statement: ReadStatement,
  issuer: string,
  several: boolean,
): Omit<Reach, 'effectiveProviders'> {
  const subject = claimCondition(statement, issuer, 'sub');
  const audience = claimCondition(statement, issuer, 'aud');
  const subjects = subject === undefined ? undefined : subjectsOf(subject);
  const unread = statement.conditions.filter((test) => !isReadable(test) || !isAboutIssuer(test, issuer));
  const hidden = unread.some((test) => isAboutClaim(test, issuer, 'sub'));
  const notes = notesFor({
    'literal-wildcard': subject?.literalWildcard === true,
    'no-subject-condition': subjects === undefined && !hidden,
    'no-audience-condition': audience === undefined && !unread.some((test) => isAboutClaim(test, issuer, 'aud')),
    'wildcard-subject': subjects?.some(({ exact }) => !exact) === true,
    'several-providers': several,
    'unread-conditions': unread.length > 0,
  });
  if (subjects === undefined) return { scope: hidden ? 'unclear' : 'cluster', notes };
  return { scope: scopeOf(subjects), subjects, notes };
}

function isAboutProvider(test: ConditionTest, provider: string): boolean {
  return isAboutIssuer(test, issuerOfProvider(provider) ?? '');
}

function isAboutIssuer(test: ConditionTest, issuer: string): boolean {
  return isAboutClaim(test, issuer, 'sub') || isAboutClaim(test, issuer, 'aud');
}

/** A plain test of a claim of an issuer that the statement doesn't trust: the key is never there. */
function isAboutStranger(test: ConditionTest, providers: readonly string[]): boolean {
  const isClaim = /^[^:]*\.[^:]*:(sub|aud)$/i.test(test.key);
  return isClaim && isReadable(test) && !providers.some((provider) => isAboutProvider(test, provider));
}
