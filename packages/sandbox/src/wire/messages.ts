import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** A request as it came over the socket, nothing decoded yet. */
export interface WireRequest {
  method: string;
  /** Path without the query, still percent-encoded. */
  path: string;
  /** Query without the question mark, still percent-encoded. */
  query: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface WireAnswer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: string | Uint8Array;
}

/** One header's text; repeated headers are joined as HTTP allows. */
export function header(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}
