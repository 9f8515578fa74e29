import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { LabelSelector } from './kinds.ts';
import { labelValueProblem, qualifiedNameProblem } from './names.ts';

export type LabelMatch = (labels: Readonly<Record<string, string>> | undefined) => boolean;

/** A selector text that cannot be read. */
export class SelectorError extends Error {}

interface Requirement {
  key: string;
  operator: 'in' | 'notin' | 'exists' | 'absent' | 'gt' | 'lt';
  values: readonly string[];
}

/**
 * Reads a `labelSelector` query parameter: equality and set-based requirements, separated by commas.
 *
 * @throws SelectorError
 */
export function parseLabelSelector(text: string): LabelMatch {
  const requirements = splitRequirements(text).map(parseRequirement);
  return (labels) => requirements.every((requirement) => meets(labels ?? {}, requirement));
}

/** The selector of a workload. An empty one selects everything, an absent one nothing. */
export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  if (selector === undefined) return false;
  const own = labels ?? {};
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (!Object.hasOwn(own, key) || own[key] !== value) return false;
  }
  return (selector.matchExpressions ?? []).every((expression) => meetsExpression(own, expression));
}

/** One `matchExpressions` entry of a label selector or of a node selector term. */
export function meetsExpression(
  labels: Readonly<Record<string, string>>,
  expression: { key: string; operator: string; values?: string[] },
): boolean {
  const operators: Record<string, Requirement['operator']> = {
    In: 'in',
    NotIn: 'notin',
    Exists: 'exists',
    DoesNotExist: 'absent',
    Gt: 'gt',
    Lt: 'lt',
  };
  const operator = operators[expression.operator];
  return operator !== undefined && meets(labels, { key: expression.key, operator, values: expression.values ?? [] });
}

/**
 * Reads a `fieldSelector`: `path=value`, `path==value` and `path!=value`, separated by commas.
 *
 * @param readers how each field that may be selected is read
 * @throws SelectorError for an unknown field
 */
export function parseFieldSelector(
  text: string,
  readers: Readonly<Record<string, (object: KubernetesObject) => string>>,
): (object: KubernetesObject) => boolean {
  const tests = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const match = /^\s*([^=!\s]+)\s*(==|=|!=)\s*(.*?)\s*$/.exec(part);
      const [, field, operator, value] = match ?? [];
      if (field === undefined || value === undefined) {
        throw new SelectorError(`invalid field selector: ${part}; can't understand '${part}'`);
      }
      const read = Object.hasOwn(readers, field) ? readers[field] : undefined;
      if (read === undefined) throw new SelectorError(`field label not supported: ${field}`);
      return (object: KubernetesObject): boolean => (read(object) === value) === (operator !== '!=');
    });
  return (object) => tests.every((test) => test(object));
}

function meets(labels: Readonly<Record<string, string>>, { key, operator, values }: Requirement): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'lt':
      return value !== undefined && Number(value) < Number(values[0]);
  }
}

/** Splits at the commas that are outside parentheses. */
function splitRequirements(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return text.trim() === '' ? [] : parts.map((part) => part.trim());
}

function parseRequirement(text: string): Requirement {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator = '', list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return checked(text, { key, operator: operator === 'in' ? 'in' : 'notin', values });
  }
  const comparison = /^([^=!<>\s]+)\s*(==|=|!=|>|<)\s*([^=!<>\s]*)$/.exec(text);
  if (comparison) {
    const [, key = '', operator = '', value = ''] = comparison;
    const kinds: Record<string, Requirement['operator']> = { '!=': 'notin', '>': 'gt', '<': 'lt' };
    return checked(text, { key, operator: kinds[operator] ?? 'in', values: [value] });
  }
  const presence = /^(!?)\s*([^=!<>\s()]+)$/.exec(text);
  if (presence) {
    const [, not, key = ''] = presence;
    return checked(text, { key, operator: not === '!' ? 'absent' : 'exists', values: [] });
  }
  throw new SelectorError(`unable to parse requirement: found '${text}'`);
}

function checked(text: string, requirement: Requirement): Requirement {
  const problem = qualifiedNameProblem(requirement.key) ?? requirement.values.map(labelValueProblem).find(Boolean);
  if (problem !== undefined) throw new SelectorError(`unable to parse requirement: '${text}': ${problem}`);
  return requirement;
}
