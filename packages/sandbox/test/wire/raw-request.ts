import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { ADMIN_ACCESS_KEY } from '../../src/index.ts';

export interface RawRequest {
  method?: string;
  path: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
  /** Service to sign for; without it the request is unsigned. */
  service?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  /** When the signature claims to have been made. */
  signedAt?: Date;
  /** Changes the request after it was signed. */
  tamper?: (sent: { headers: Record<string, string>; body: string | Uint8Array }) => void;
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Sends what no SDK would send. Paths go out exactly as given. */
export async function send(url: string, raw: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const { method = 'GET', path, body = '' } = raw;
  const headers = { host: `${hostname}:${port}`, ...raw.headers };
  const sent = { headers: await signed(raw, method, headers), body };
  raw.tamper?.(sent);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers: sent.headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}

/** Signs with the library that the SDK itself signs with. */
async function signed(
  raw: RawRequest,
  method: string,
  headers: Record<string, string>,
): Promise<Record<string, string>> {
  if (raw.service === undefined) {
    return headers;
  }
  const [path = '/', query = ''] = raw.path.split('?');
  const signer = new SignatureV4({
    service: raw.service,
    region: 'us-west-2',
    credentials: raw.credentials ?? ADMIN_ACCESS_KEY,
    sha256: Sha256,
  });
  const unsigned = new HttpRequest({
    method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers,
    body: raw.body ?? '',
  });
  const result = await signer.sign(unsigned, raw.signedAt === undefined ? {} : { signingDate: raw.signedAt });
  return result.headers;
}

/** What the signing library hashes with. */
export class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset(): void {
    throw new Error('not needed');
  }
}

function bytesOf(secret: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof secret === 'string') {
    return secret;
  }
  return ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
}
