import { parse } from 'yaml';
import { z } from 'zod';

/** Enough to go on with; the rest is seen when these are mended. */
const most = 5;

/**
 * What an add-on's own schema says of its settings, in sentences; nothing where it has no say. JSON is YAML too.
 * What cannot be read at all is the rules' business.
 */
export function settingsProblems(text: string, schema: string): string[] {
  const settings = read(() => parse(text) as unknown);
  const judge = read(() => z.fromJSONSchema(JSON.parse(schema) as Parameters<typeof z.fromJSONSchema>[0]));
  if (settings === undefined || settings === null || judge === undefined) return [];
  const judged = judge.safeParse(settings);
  if (judged.success) return [];
  return judged.error.issues
    .slice(0, most)
    .map(({ path, message }) => `${path.join('.') || 'The settings'}: ${message}`);
}

/** The names at the top of the settings that the schema knows. */
export function knownSettings(schema: string): string[] {
  const parsed = read(() => JSON.parse(schema) as { properties?: Record<string, unknown> });
  return Object.keys(parsed?.properties ?? {});
}

/** Settings half-way typed, and schemas of a kind that we cannot read, are no reason to fail. */
function read<Value>(how: () => Value): Value | undefined {
  try {
    return how();
  } catch {
    return undefined;
  }
}
