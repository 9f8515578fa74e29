import type { MatchedStatement } from './evaluate-policies.ts';

/** Why a request is allowed or not, as a closed set. */
export type DecisionCode =
  | 'allowed'
  | 'anonymous'
  | 'explicit-deny'
  | 'implicit-deny'
  | 'boundary'
  | 'session-policy'
  | 'role-missing'
  | 'role-not-visible'
  | 'trust-unreadable'
  | 'no-statement-for-principal'
  | 'action-not-allowed'
  | 'condition-not-met';

export interface Decision {
  allowed: boolean;
  code: DecisionCode;
  /** One sentence for people. */
  reason: string;
  /** The statement that decided; absent when none applies. */
  matched?: MatchedStatement;
}

/** Names a statement the way people find it: by its Sid, else by its place. */
export function statementName({ sid, statementIndex }: { sid?: string; statementIndex: number }): string {
  return sid === undefined ? `statement ${statementIndex + 1}` : `statement ${statementIndex + 1} (${sid})`;
}
