import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { WireAnswer, WireRequest } from './messages.ts';

/** The largest body that any served operation can need is a policy of 128 KiB; a whole state is far larger. */
const LARGEST_BODY = 1024 * 1024;
const LARGEST_STATE = 256 * 1024 * 1024;

export type Answerer = (request: WireRequest) => Promise<WireAnswer | 'disconnect'>;

/**
 * Opens the port.
 *
 * @param answer must not throw for bad requests; a throw is a defect of the sandbox and answered with 500
 */
export function listen(port: number, host: string, answer: Answerer): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing, answer).catch((error: unknown) => {
      failed(outgoing, error);
    });
  });
  // Keep-alive connections of SDK clients outlive the pauses between a test's calls.
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

async function respond(incoming: IncomingMessage, outgoing: ServerResponse, answer: Answerer): Promise<void> {
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const body = await readBody(incoming, path === '/_sandbox/state' ? LARGEST_STATE : LARGEST_BODY);
  if (body === 'too large') {
    outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    outgoing.end(JSON.stringify({ message: `The request body is larger than ${LARGEST_BODY} bytes.` }));
    return;
  }
  const { method = 'GET', headers } = incoming;
  const answered = await answer({ method, path, query: query.join('?'), headers, body });
  if (answered === 'disconnect') {
    incoming.socket.destroy();
    return;
  }
  outgoing.writeHead(answered.status, { ...answered.headers, 'content-length': Buffer.byteLength(answered.body) });
  outgoing.end(method === 'HEAD' ? undefined : answered.body);
}

/** Reads to the end even when too much comes: a caller who is still writing would not see an early answer. */
async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | 'too large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) {
      chunks.push(chunk);
    } else if (size > LARGEST_STATE) {
      return 'too large';
    }
  }
  return size > limit ? 'too large' : Buffer.concat(chunks);
}

function failed(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.destroyed || outgoing.headersSent || outgoing.socket === null || outgoing.socket.destroyed) {
    // The caller went away in the middle of it.
    outgoing.destroy();
    return;
  }
  process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  outgoing.writeHead(500, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ message: 'The sandbox failed to answer; this is a defect of the sandbox.' }));
}
