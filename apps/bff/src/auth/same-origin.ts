import type { IncomingHttpHeaders } from 'node:http';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface RequestFacts {
  method: string;
  headers: IncomingHttpHeaders;
}

/**
 * Whether a request that a cookie signs in may be taken for the person's own. Browsers say in Sec-Fetch-Site where a
 * request comes from; on plain http to other hosts than loopback they do not, and then Origin has to be ours. A
 * program that sends neither should use a token.
 */
export function isOwnRequest({ method, headers }: RequestFacts, publicUrl: URL): boolean {
  if (safeMethods.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return origin === publicUrl.origin || (host !== undefined && origin === `${publicUrl.protocol}//${host}`);
}
