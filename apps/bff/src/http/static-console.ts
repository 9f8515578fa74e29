import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { page } from './page.ts';

/** The built single-page application: assets by their hashed names for ever, the page itself asked for each time. */
export function staticConsole(webRoot: string): Router {
  const router = Router();
  const index = join(webRoot, 'index.html');
  router.use((_request, response, next) => {
    response.locals['route'] = 'console';
    next();
  });
  router.use(
    express.static(webRoot, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => {
        const hashed = path.includes(`${sep}assets${sep}`);
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  router.use(pageOfTheConsole(index));
  return router;
}

/** Every address that a person may open is the same page: the routes are in the browser. */
function pageOfTheConsole(index: string): RequestHandler {
  return (request, response, next) => {
    const wantsPage = request.method === 'GET' || request.method === 'HEAD';
    // Something with an ending was a file that does not exist; the page in its place would only confuse.
    if (!wantsPage || /\.[a-z0-9]{1,8}$/i.test(request.path) || request.accepts('html') === false) return next();
    response.setHeader('Cache-Control', 'no-cache');
    if (existsSync(index)) return response.sendFile(index, { cacheControl: false });
    response
      .status(503)
      .type('html')
      .send(
        page(
          'The console is not built',
          '<p>Run <code>npm start</code>, which builds it. The API works: see <a href="/api/docs">/api/docs</a>.</p>',
        ),
      );
  };
}
