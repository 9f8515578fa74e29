import type { ConfigPlace, Diagnostic, Position, Range } from '@podpass/cluster-config';

export function isInside({ range }: Diagnostic, place: Range): boolean {
  return notAfter(place.start, range.start) && notAfter(range.end, place.end);
}

/** A required field that is missing is reported at the key of its owner, or at the beginning of a list entry. */
export function isMissingFrom({ code, message, range }: Diagnostic, owner: ConfigPlace, name: string): boolean {
  if (code !== 'key-required' || !message.startsWith(`The field ${name} `)) return false;
  const { line, column } = (owner.key ?? owner.range).start;
  return range.start.line === line && range.start.column === column;
}

function notAfter(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.column <= other.column);
}
