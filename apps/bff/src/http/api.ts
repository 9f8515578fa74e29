import { apiPrefix } from '@podpass/contract';
import { type InputIssue, isPodpassError, PodpassError } from '@podpass/inventory';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { ORPCError, ValidationError } from '@orpc/server';
import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { identify } from '../auth/identify.ts';
import { isOwnRequest } from '../auth/same-origin.ts';
import type { ConsoleServices, RequestContext } from '../routes/context.ts';
import { router as routes } from '../routes/index.ts';
import { answerOf, invalidInput, type LogDefect } from './answer-of.ts';
import { jsonBody } from './json-body.ts';

export interface ApiOptions {
  services: ConsoleServices;
  publicUrl: URL;
  sessions: RequestHandler;
  logDefect: (request: Request) => LogDefect;
}

/** The API below `/api/v1`: who asks, whether the request is their own, its body, then the route of the contract. */
export function createApi({ services, publicUrl, sessions, logDefect }: ApiOptions): Router {
  const handler = new OpenAPIHandler<RequestContext>(routes, {
    interceptors: [
      async ({ context, ...options }) => {
        try {
          return await options.next();
        } catch (error) {
          const { code, ...answer } = answerOf(asOurs(error), context.logDefect);
          throw new ORPCError(code, answer);
        }
      },
    ],
    eventIteratorKeepAliveInterval: 15_000,
  });

  const serve: RequestHandler = async (request, response, next) => {
    const person = await identify(request, services.store);
    if (person?.via.kind === 'session' && !isOwnRequest(request, publicUrl)) {
      throw new PodpassError('cross-site-request', {});
    }
    const context: RequestContext = {
      ...services,
      person,
      address: request.ip ?? '',
      session: browserSession(request),
      entered: (route) => (response.locals['route'] = route),
      logDefect: logDefect(request),
    };
    const { matched } = await handler.handle(request, response, { prefix: apiPrefix, context });
    if (!matched) next();
  };

  const router = Router();
  router.use((_request, response, next) => {
    response.locals['route'] = 'api';
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.use(sessions, ...jsonBody(), serve);
  return router;
}

/** Beyond the API's routes: an answer in the API's form. */
export const routeNotFound: RequestHandler = (request) => {
  throw new PodpassError('route-not-found', { method: request.method, path: request.originalUrl.split('?')[0] ?? '' });
};

/** Whatever else went wrong below `/api`, in the form of every other error. */
export function answerErrors(logDefect: (request: Request) => LogDefect): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, _next) => {
    const { code, status, message, data, defined } = answerOf(error, logDefect(request));
    if (response.headersSent) return void response.destroy();
    response.status(status).json({ defined, code, status, message, data });
  };
}

/** The library's own errors speak of the request: its input, its body, its form. */
function asOurs(error: unknown): unknown {
  if (isPodpassError(error) || !(error instanceof ORPCError)) return error;
  if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    return new PodpassError('invalid-input', { issues: error.cause.issues.map(inputIssue) });
  }
  return error.status < 500 ? invalidInput(error.message) : error;
}

function inputIssue({ path = [], message }: ValidationError['issues'][number]): InputIssue {
  const parts = path.map((part) => String(typeof part === 'object' ? part.key : part));
  return { path: parts.join('.'), message };
}

function browserSession(request: Request): RequestContext['session'] {
  const { session } = request;
  return {
    setRole: (role) =>
      new Promise((resolve, reject) => {
        session.role = role;
        session.save((error: unknown) => (error ? reject(error) : resolve()));
      }),
    end: () =>
      new Promise((resolve, reject) => {
        session.destroy((error: unknown) => (error ? reject(error) : resolve()));
      }),
  };
}
