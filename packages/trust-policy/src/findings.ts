import { statementsOf, TRUST_POLICY_MAX_LIMIT, type TrustPolicy } from './document.ts';
import type { ExplainedStatement, NoteCode, TrustFinding, TrustFindingCode } from './explained.ts';
import { noteMessage } from './note-message.ts';
import { readStatement } from './statement.ts';

/** Room that one more fully conditioned Pod Identity statement takes (eks-and-iam §3.1: about 389). */
const ROOM_FOR_ONE_STATEMENT = 400;

/** What somebody should know of the whole document, in the order of its statements, then its size. */
export function findingsOf(
  policy: TrustPolicy,
  statements: readonly ExplainedStatement[],
  size: number,
  limit: number,
): readonly TrustFinding[] {
  return [
    ...(statements.length === 0
      ? [finding('no-statements', 'blocked', 'The policy has no statement; IAM refuses it.')]
      : []),
    ...statements.flatMap((statement) => statementFindings(policy, statement)),
    ...duplicateSids(statements),
    ...sizeFindings(size, limit),
  ];
}

const BY_NOTE: Partial<Record<NoteCode, readonly [TrustFindingCode, TrustFinding['severity']]>> = {
  'no-subject-condition': ['irsa-any-service-account', 'warning'],
  'no-audience-condition': ['irsa-no-audience', 'info'],
  'tag-session-missing': ['pod-identity-incomplete', 'warning'],
  'assume-role-missing': ['pod-identity-incomplete', 'warning'],
  'lists-multiply': ['pod-identity-lists-multiply', 'warning'],
  'denies-pod-identity': ['pod-identity-denied', 'blocked'],
  'denies-web-identity': ['web-identity-denied', 'warning'],
  'conditions-contradict': ['never-matches', 'warning'],
  'literal-wildcard': ['never-matches', 'warning'],
  everyone: ['trusts-everyone', 'warning'],
  'deleted-principal': ['deleted-principal', 'manual'],
};

function statementFindings(policy: TrustPolicy, statement: ExplainedStatement): readonly TrustFinding[] {
  const { index, kind, notes, scope } = statement;
  const byNote = notes.flatMap((note): TrustFinding[] => {
    const [code, severity] = BY_NOTE[note] ?? [];
    if (code === undefined || severity === undefined) return [];
    return [finding(code, severity, `${ordinal(index)}: ${noteMessage(note)}`, index)];
  });
  const wild = kind === 'irsa' && notes.includes('wildcard-subject');
  const wide = kind === 'pod-identity' && scope === 'account';
  return [
    ...malformedFinding(policy, index),
    ...byNote,
    ...(wild ? [finding('irsa-wildcard', 'info', `${ordinal(index)}: ${noteMessage('wildcard-subject')}`, index)] : []),
    ...(wide
      ? [finding('pod-identity-any-cluster', 'info', `${ordinal(index)}: ${noteMessage('any-cluster')}`, index)]
      : []),
  ];
}

function malformedFinding(policy: TrustPolicy, index: number): readonly TrustFinding[] {
  const statement = statementsOf(policy)[index];
  const problem = statement === undefined ? undefined : readStatement(statement).malformed;
  if (problem === undefined) return [];
  return [finding('malformed-statement', 'blocked', `${ordinal(index)} is not valid: ${problem}.`, index)];
}

function duplicateSids(statements: readonly ExplainedStatement[]): readonly TrustFinding[] {
  const seen = new Set<string>();
  return statements.flatMap(({ sid, index }) => {
    if (sid === undefined) return [];
    if (!seen.has(sid)) {
      seen.add(sid);
      return [];
    }
    const message = `${ordinal(index)} has the same Sid as an earlier one, "${sid}". IAM asks for unique ones.`;
    return [finding('duplicate-sid', 'warning', message, index)];
  });
}

function sizeFindings(size: number, limit: number): readonly TrustFinding[] {
  if (size > limit) {
    const severity = size > TRUST_POLICY_MAX_LIMIT ? 'blocked' : 'warning';
    return [finding('size-over-limit', severity, `${size} characters without whitespace; the quota is ${limit}.`)];
  }
  if (size + ROOM_FOR_ONE_STATEMENT <= limit) return [];
  const message = `${size} of ${limit} characters are used: hardly room for one more Pod Identity statement.`;
  return [finding('size-near-limit', 'info', message)];
}

function finding(
  code: TrustFindingCode,
  severity: TrustFinding['severity'],
  message: string,
  statement?: number,
): TrustFinding {
  return { code, severity, ...(statement === undefined ? {} : { statement }), message };
}

function ordinal(index: number): string {
  return `Statement ${index + 1}`;
}
