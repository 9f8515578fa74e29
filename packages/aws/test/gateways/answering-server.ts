import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  /** Region and service that the call was signed for. */
  region: string;
  service: string;
  body: string;
}

export type Answer = { status?: number; headers?: Record<string, string>; body: string } | 'cut';

/** An endpoint that answers as a test says, for answers that no sandbox gives. */
export async function startAnswering(answer: (asked: Asked, index: number) => Answer | Promise<Answer>) {
  const asked: Asked[] = [];
  let inFlight = 0;
  const seen = { mostInFlight: 0 };
  const server = createServer((request, response) => {
    void (async () => {
      seen.mostInFlight = Math.max(seen.mostInFlight, (inFlight += 1));
      const call = await readCall(request);
      asked.push(call);
      const given = await answer(call, asked.length - 1);
      inFlight -= 1;
      if (given === 'cut') return request.socket.destroy();
      response.writeHead(given.status ?? 200, { 'x-amzn-requestid': `request-${asked.length}`, ...given.headers });
      return response.end(given.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readCall(request: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const [, , region = '', service = ''] =
    /Credential=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split('/') ?? [];
  return { method: request.method ?? '', path: request.url ?? '', region, service, body };
}

/** What STS answers to GetCallerIdentity. */
export const callerIdentityAnswer: Answer = {
  headers: { 'content-type': 'text/xml' },
  body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
    <Arn>arn:aws:iam::111122223333:user/tester</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
    </GetCallerIdentityResult></GetCallerIdentityResponse>`,
};
