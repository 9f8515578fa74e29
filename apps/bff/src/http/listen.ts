import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Listening {
  port: number;
  /** From now on this answers; until then every request is told to come back. */
  serve(listener: RequestListener): void;
  /** Takes no new requests, waits for those that run, and cuts off what is left after the grace time. */
  close(graceMs: number): Promise<void>;
}

/** Rejects with an Error whose message says who or what is in the way. */
export async function listen(host: string, port: number): Promise<Listening> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('Podpass is starting.\n');
  };
  const server = createServer((request, response) => listener(request, response));
  // A slow or silent sender must not hold a connection for ever.
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  await bound(server, host, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    serve: (next) => (listener = next),
    close: (graceMs) => close(server, graceMs),
  };
}

function bound(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(whyNot(error, host, port), { cause: error })),
    );
    server.listen(port, host, resolve);
  });
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken by another program, perhaps by another Podpass. Stop it, or choose another port: PODPASS_PORT=${port + 1} npm start (0 takes any free one).`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023: PODPASS_PORT=4600 npm start.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Set PODPASS_HOST to 127.0.0.1, or to 0.0.0.0 for all.`;
    default:
      return `Podpass cannot listen on ${host}:${port}: ${error.message}.`;
  }
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = new AbortController();
  await Promise.race([closed, sleep(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
  server.closeAllConnections();
  await closed;
}
