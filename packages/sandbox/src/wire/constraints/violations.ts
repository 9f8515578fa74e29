import type { NormalizedSchema } from '@smithy/core/schema';
import { requiredMembers } from '../operation-schemas.ts';
import type { Constraint } from './constraint.ts';

/** One broken rule in the words that AWS's framework uses for it. */
export interface Violation {
  /** Where, in lower camel case as AWS writes it: `tags.1.member.key`. */
  at: string;
  sentence: string;
}

/** Everything that is wrong with an input, in the order of the schema's members. */
export function violations(
  schema: NormalizedSchema,
  input: unknown,
  rules: Readonly<Record<string, Constraint>>,
): Violation[] {
  return structureViolations(schema, input, rules, '', '');
}

function structureViolations(
  schema: NormalizedSchema,
  value: unknown,
  rules: Readonly<Record<string, Constraint>>,
  rulePath: string,
  at: string,
): Violation[] {
  const found: Violation[] = [];
  const required = new Set(requiredMembers(schema));
  for (const [name, member] of schema.structIterator()) {
    const memberValue = (value as Record<string, unknown>)[name];
    const memberAt = at === '' ? lowerFirst(name) : `${at}.${lowerFirst(name)}`;
    if (memberValue === undefined) {
      if (required.has(name)) {
        found.push({ at: memberAt, sentence: 'Member must not be null' });
      }
    } else {
      const memberRule = rulePath === '' ? name : `${rulePath}.${name}`;
      found.push(...valueViolations(member, memberValue, rules, memberRule, memberAt));
    }
  }
  return found;
}

function valueViolations(
  schema: NormalizedSchema,
  value: unknown,
  rules: Readonly<Record<string, Constraint>>,
  rulePath: string,
  at: string,
): Violation[] {
  const found = brokenBounds(value, rules[rulePath]).map((sentence) => ({ at, sentence }));
  if (schema.isStructSchema()) {
    found.push(...structureViolations(schema, value, rules, rulePath, at));
  } else if (Array.isArray(value) && schema.isListSchema()) {
    for (const [index, element] of value.entries()) {
      const elementAt = `${at}.${index + 1}.member`;
      found.push(...valueViolations(schema.getValueSchema(), element, rules, `${rulePath}[]`, elementAt));
    }
  } else if (schema.isMapSchema() && typeof value === 'object' && value !== null) {
    for (const [key, element] of Object.entries(value)) {
      found.push(...brokenBounds(key, rules[`${rulePath}{key}`]).map((sentence) => ({ at, sentence })));
      found.push(
        ...valueViolations(schema.getValueSchema(), element, rules, `${rulePath}{value}`, `${at}.${key}.member`),
      );
    }
  }
  return found;
}

function brokenBounds(value: unknown, rule: Constraint | undefined): string[] {
  if (rule === undefined) {
    return [];
  }
  const broken: string[] = [];
  const [size, noun] = typeof value === 'number' ? [value, 'value'] : [lengthOf(value), 'length'];
  if (rule.min !== undefined && size < rule.min) {
    broken.push(`Member must have ${noun} greater than or equal to ${rule.min}`);
  }
  if (rule.max !== undefined && size > rule.max) {
    broken.push(`Member must have ${noun} less than or equal to ${rule.max}`);
  }
  if (rule.pattern !== undefined && typeof value === 'string' && !rule.pattern.test(value)) {
    broken.push(`Member must satisfy regular expression pattern: ${inner(rule.pattern)}`);
  }
  if (rule.values !== undefined && typeof value === 'string' && !rule.values.includes(value)) {
    broken.push(`Member must satisfy enum value set: [${rule.values.join(', ')}]`);
  }
  return broken;
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') {
    return [...value].length;
  }
  if (Array.isArray(value)) {
    return value.length;
  }
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** The pattern as AWS prints it, without the anchors that make it match the whole text. */
function inner(pattern: RegExp): string {
  return pattern.source.replace(/^\^\(\?:(.*)\)\$$/su, '$1');
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
