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

/** ISO 8601; undefined if it is left out. */
export function isoDate(date: Date | undefined, member: string): string | undefined {
  if (date === undefined) return undefined;
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw new MalformedAnswer(`valid ${member}`);
  return date.toISOString();
}
