import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to the console that can be cut in the middle of an answer. */
export interface CutLine {
  address: string;
  /** Cuts it once the console has said these words, and refuses as many connections then. */
  cutAt(words: string, refused: number): Promise<void>;
  close(): Promise<void>;
}

export async function lineTo(address: string): Promise<CutLine> {
  const { hostname, port } = new URL(address);
  const sockets = new Set<Socket>();
  let awaited: { words: string; refused: number; cut: () => void } | undefined;
  let refused = 0;
  const server = createServer((near) => {
    if (refused > 0) {
      refused -= 1;
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => [near, far].forEach((each) => each.destroy()));
    }
    near.pipe(far);
    far.on('data', (chunk: Buffer) => {
      if (awaited !== undefined && chunk.includes(awaited.words)) {
        ({ refused } = awaited);
        awaited.cut();
        awaited = undefined;
        for (const socket of sockets) socket.destroy();
      } else near.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAt: (words, count) => new Promise((cut) => (awaited = { words, refused: count, cut })),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
