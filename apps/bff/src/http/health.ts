import type { RequestHandler } from 'express';

export interface Checks {
  store(): Promise<void>;
  aws(): Promise<unknown>;
  stopping(): boolean;
}

const patienceMs = 2_000;

/** The process runs. */
export const healthz: RequestHandler = (_request, response) => {
  response.locals['route'] = '/healthz';
  response.json({ status: 'ok' });
};

/**
 * Whether this replica should get requests: not while it stops, and not without its database. AWS is reported too, but
 * does not count: when AWS fails it fails for every replica, and the console still has to say so.
 */
export function readyz(checks: Checks): RequestHandler {
  return async (_request, response) => {
    response.locals['route'] = '/readyz';
    const [store, aws] = await Promise.all([passes(checks.store()), passes(checks.aws())]);
    const stopping = checks.stopping();
    const ready = store && !stopping;
    response.status(ready ? 200 : 503).json({
      status: ready ? 'ready' : 'not ready',
      checks: { store: store ? 'ok' : 'failed', aws: aws ? 'ok' : 'failed', ...(stopping && { stopping }) },
    });
  };
}

async function passes(check: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([
      check.then(
        () => true,
        () => false,
      ),
      tooLate,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
