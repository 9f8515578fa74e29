/**
 * Reads a record of the state by a name that came from outside. A plain `record[name]` would find `constructor` and
 * `__proto__` on every object.
 */
export function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Writes a record by a name that came from outside; `__proto__` becomes a member like any other. */
export function put<Value>(record: Record<string, Value>, name: string, value: Value): void {
  Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
}
