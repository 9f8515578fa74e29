import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import compression from 'compression';
import type { Logger } from 'pino';
import { sessions } from '../auth/sessions.ts';
import { signInPage } from '../auth/sign-in-page.ts';
import type { ConsoleServices } from '../routes/context.ts';
import type { LogDefect } from './answer-of.ts';
import { answerErrors, createApi, routeNotFound } from './api.ts';
import { apiDocsPage } from './api-docs.ts';
import { type Checks, healthz, readyz } from './health.ts';
import type { Metrics } from './metrics.ts';
import { describeApi } from './openapi.ts';
import { requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import { staticConsole } from './static-console.ts';

export interface AppOptions {
  services: ConsoleServices;
  logger: Logger;
  metrics: Metrics;
  checks: Checks;
  publicUrl: URL;
  sessionSecret: string;
  webRoot: string;
}

/** The whole HTTP side: what is asked for first is answered first, and everything below `/api` answers in JSON. */
export function createApp(options: AppOptions): Express {
  const { services, logger, metrics, publicUrl } = options;
  const https = publicUrl.protocol === 'https:';
  const withSession = sessions({
    store: services.store,
    secret: options.sessionSecret,
    https,
    port: publicUrl.port,
    onProblem: (problem) => logger.warn({ problem }, 'session store'),
  });

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // Behind https there is a proxy of ours, which says whom it speaks for.
  app.set('trust proxy', https ? 1 : false);
  app.use(requestLog(logger), metrics.measure, securityHeaders(https), compression({ filter: isPackable }));
  app.get('/healthz', healthz);
  app.get('/readyz', readyz(options.checks));
  app.get('/metrics', metrics.page);
  app.use(
    '/sign-in',
    withSession,
    signInPage({ ...services, now: () => services.environment.now(), logDefect: logDefectOf(logger) }),
  );
  app.use('/api', documentation(services.facts().version));
  app.use('/api/v1', createApi({ services, publicUrl, sessions: withSession, logDefect: defectsOf(logger) }));
  app.use('/api', routeNotFound);
  app.use(staticConsole(options.webRoot));
  app.use(routeNotFound, answerErrors(defectsOf(logger)));
  return app;
}

/** Never a stream: packing would hold its events back until there are enough of them. */
function isPackable(request: Request, response: Response): boolean {
  const type = String(response.getHeader('Content-Type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}

/** Made at the first request: generating takes a moment that no start should wait for. */
function documentation(version: string): RequestHandler {
  let document: ReturnType<typeof describeApi> | undefined;
  const described = () => (document ??= describeApi(version));
  const router = express.Router();
  router.get('/openapi.json', async (_request, response) => {
    response.locals['route'] = '/api/openapi.json';
    response.json(await described());
  });
  router.get('/docs', async (_request, response) => {
    response.locals['route'] = '/api/docs';
    response.type('html').send(apiDocsPage(await described()));
  });
  return router;
}

function defectsOf(logger: Logger): (request: Request) => LogDefect {
  return (request) => (error, reference) => logger.error({ err: error, reference, request: request.id }, 'defect');
}

function logDefectOf(logger: Logger): LogDefect {
  return (error, reference) => logger.error({ err: error, reference }, 'defect');
}
