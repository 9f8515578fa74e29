import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer that remembers nobody: each request goes to the next origin. */
export interface RoundRobin {
  /** Where it listens. */
  origin: string;
  /** From now on these take turns. */
  giveTo(origins: string[]): void;
  close(): void;
}

export async function startRoundRobin(): Promise<RoundRobin> {
  let origins: string[] = [];
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const { hostname, port } = new URL(origins[turn++ % origins.length] ?? 'http://127.0.0.1:1');
    const { method, url: path, headers } = incoming;
    const onward = ask({ hostname, port, method, path, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      // An event must not wait for the next one.
      outgoing.flushHeaders();
      answer.on('error', () => outgoing.destroy()).pipe(outgoing);
    });
    onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    giveTo: (next) => {
      origins = next;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
