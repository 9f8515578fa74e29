import type { Request, RequestHandler, Response } from 'express';
import type { Store } from '@podpass/store';
import { answerOf, type ErrorAnswer, type LogDefect } from '../http/answer-of.ts';
import { escapeHtml, page } from '../http/page.ts';
import { auditSignIn } from './audit-sign-in.ts';
import type { SignedIn, SignIn } from './sign-in.ts';

export interface SignInPageOptions {
  signIn: SignIn;
  store: Store;
  now: () => Date;
  logDefect: LogDefect;
}

/** `GET /sign-in?code=…&next=/path`: turns a sign-in link into a session and goes on to the console. */
export function signInPage({ signIn, store, now, logDefect }: SignInPageOptions): RequestHandler {
  return async (request, response) => {
    response.locals['route'] = '/sign-in';
    response.setHeader('Cache-Control', 'no-store');
    // A link works once: looking ahead must not use it up.
    if (request.method !== 'GET' || /prefetch|prerender/.test(request.get('sec-purpose') ?? '')) {
      response.status(204).end();
      return;
    }
    if (request.query['code'] === undefined) return explain(response);
    try {
      const signedIn = await signIn.redeem(request.query['code'], request.ip ?? '');
      await beginSession(request, signedIn);
      await auditSignIn(store, { ...signedIn, action: 'sign-in', at: now(), target: 'console' });
      response.redirect(303, nextPath(request.query['next']));
    } catch (error) {
      refuse(response, answerOf(error, logDefect));
    }
  };
}

/** A new id at sign-in, so that one that somebody planted before is worth nothing. */
function beginSession(request: Request, { user, role }: SignedIn): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((failure: unknown) => {
      if (failure) return reject(failure);
      Object.assign(request.session, { user, role, grantedRole: role });
      request.session.save((error: unknown) => (error ? reject(error) : resolve()));
    });
  });
}

/** Only a path of this console: anything else could lead away with the person's trust. */
export function nextPath(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) return '/';
  const base = 'http://console.invalid';
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  // "/..//elsewhere" becomes "//elsewhere" only when it is resolved, and that names another host.
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : '/';
}

function explain(response: Response): void {
  response.type('html').send(
    page(
      'Sign in',
      `<p>Open the sign-in link that Podpass printed in its terminal. It starts with <code>/sign-in?code=</code>,
works once, and is replaced by a new one after each use.</p>`,
    ),
  );
}

function refuse(response: Response, { status, message, data }: ErrorAnswer): void {
  response
    .status(status)
    .type('html')
    .send(page(message, `<p>${escapeHtml(data.why)}</p><p>${escapeHtml(data.remedy)}</p>`));
}
