/** An answer of AWS lacks something that it always has. Mapped to `aws-unavailable`: what came is no usable answer. */
export class MalformedAnswer extends Error {
  constructor(member: string) {
    super(`the answer has no ${member}`);
    this.name = 'MalformedAnswer';
  }
}

/** The SDK types every member of an answer as optional; this says which one was missing instead of going on without. */
export function required<Value>(value: Value | null | undefined, member: string): Value {
  if (value === undefined || value === null) throw new MalformedAnswer(member);
  return value;
}

/** A list that must be there; the SDK passes on whatever the answer has in its place. */
export function requiredList<Item>(value: Item[] | undefined, member: string): Item[] {
  if (!Array.isArray(value)) throw new MalformedAnswer(`list ${member}`);
  return value.map((item) => required(item, `item in ${member}`));
}

/** A list of names that must be there. */
export function requiredNames(value: string[] | undefined, member: string): string[] {
  const list = requiredList(value, member);
  if (list.some((name) => typeof name !== 'string')) throw new MalformedAnswer(`list of names ${member}`);
  return list;
}

/** Where a list goes on: undefined or empty on the last page. Anything but a text could send a reader round for ever. */
export function pageToken(value: string | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new MalformedAnswer('valid token of the next page');
  return value;
}

interface Schema<Value> {
  safeParse(
    value: unknown,
  ): { success: true; data: Value } | { success: false; error: { issues: { path: PropertyKey[] }[] } };
}

/** What was read, if it has our shape: the SDK's types are what an answer should have, not what it has. */
export function conforming<Value>(schema: Schema<Value>, value: Value, what: string): Value {
  const checked = schema.safeParse(value);
  if (checked.success) return value;
  const path = [what, ...(checked.error.issues[0]?.path ?? [])].map(String).join('.');
  throw new MalformedAnswer(`valid ${path}`);
}

/** ISO 8601; undefined if it is left out. */
export function isoDate(date: Date | undefined, member: string): string | undefined {
  if (date === undefined || date === null) return undefined;
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw new MalformedAnswer(`valid ${member}`);
  return date.toISOString();
}
