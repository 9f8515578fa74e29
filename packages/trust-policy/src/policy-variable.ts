import type { ConditionContext } from './condition-context.ts';

/**
 * Policy variables in an expected value: `${aws:SourceAccount}`, `${key, 'default'}`, and `${*}`, `${?}`, `${$}` for the
 * plain characters. IAM reads them only in documents of version 2012-10-17; before, they are plain text.
 */
export function fillVariables(value: string, context: ConditionContext): string | undefined {
  let complete = true;
  const filled = value.replace(/\$\{([^}]*)\}/g, (_match, inner: string) => {
    const text = variableText(inner.trim(), context);
    if (text === undefined) complete = false;
    return shieldWildcards(text ?? '');
  });
  return complete ? filled : undefined;
}

// Private-use characters stand for a `*` or `?` that is no wildcard; they cannot occur in a policy, which is Latin-1.
const PLAIN_STAR = '\uE000';
const PLAIN_QUESTION = '\uE001';

/** Marks every `*` and `?` of a text as plain, for comparing it with a filled pattern. */
export function shieldWildcards(text: string): string {
  return text.replaceAll('*', PLAIN_STAR).replaceAll('?', PLAIN_QUESTION);
}

export function unshieldWildcards(text: string): string {
  return text.replaceAll(PLAIN_STAR, '*').replaceAll(PLAIN_QUESTION, '?');
}

function variableText(inner: string, context: ConditionContext): string | undefined {
  if (inner === '*' || inner === '?' || inner === '$') return inner;
  const [, key = '', fallback] = /^([^,\s]+)\s*(?:,\s*'([^']*)')?$/.exec(inner) ?? [];
  const knowledge = context(key);
  if (knowledge.state === 'known' && knowledge.values.length === 1) return knowledge.values[0];
  return knowledge.state === 'absent' ? fallback : undefined;
}
