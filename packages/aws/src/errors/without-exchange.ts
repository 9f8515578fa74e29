/** The members of an SDK error that may be kept and logged. */
const kept = ['$fault', '$metadata', '$retryable', 'code', 'errno', 'syscall', 'hostname'] as const;

/**
 * A copy of an SDK error without the HTTP exchange that hangs on it: that holds the sockets in memory, and the signed
 * request with its session token, which must not come into a log.
 */
export function withoutExchange(error: Error): Error {
  const copy = new Error(
    error.message,
    error.cause instanceof Error ? { cause: withoutExchange(error.cause) } : undefined,
  );
  copy.name = error.name;
  if (error.stack !== undefined) copy.stack = error.stack;
  for (const member of kept) {
    const value = (error as unknown as Record<string, unknown>)[member];
    if (value !== undefined) Object.assign(copy, { [member]: value });
  }
  return copy;
}
