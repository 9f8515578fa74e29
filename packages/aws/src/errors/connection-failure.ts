/** What Node calls the ways in which a connection fails, in words for a person. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was closed before the answer came',
  EPIPE: 'the connection was closed before the answer came',
  ENOTFOUND: 'the name of the endpoint cannot be resolved',
  EAI_AGAIN: 'the name of the endpoint cannot be resolved at the moment',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no route to the endpoint',
  ENETUNREACH: 'there is no route to the endpoint',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the endpoint is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of the endpoint is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate of the endpoint is not trusted',
  CERT_HAS_EXPIRED: 'the certificate of the endpoint has expired',
};

/** One plain sentence about a call that got no answer that can be read. */
export function describeConnectionFailure(error: unknown): string {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = (cause as { code?: unknown }).code;
    const known = typeof code === 'string' ? words[code] : undefined;
    if (known !== undefined) return `${known} (${code as string})`;
  }
  if (!(error instanceof Error)) return 'the call failed for an unknown reason';
  if (error.name === 'TimeoutError') return error.message || 'the call timed out';
  // The SDK tells its developers here how to look at the raw answer.
  if (error instanceof SyntaxError || /deserialization error/i.test(error.message)) {
    return 'the answer could not be read';
  }
  return error.message || error.name;
}
