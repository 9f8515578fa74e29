import type { RequestHandler } from 'express';
import pgSession from 'connect-pg-simple';
import session from 'express-session';
import type { Role } from '@podpass/contract';
import type { Store } from '@podpass/store';

declare module 'express-session' {
  interface SessionData {
    user: string;
    grantedRole: Role;
    role: Role;
  }
}

export interface SessionOptions {
  store: Store;
  secret: string;
  https: boolean;
  /**
   * Of the address that people use, which all replicas behind it share; empty for the usual one. Cookies are shared by
   * all ports of a host: consoles on different ones must not overwrite each other's.
   */
  port: string;
  onProblem(error: unknown): void;
}

export const sessionHours = 12;

function cookieName({ https, port }: Pick<SessionOptions, 'https' | 'port'>): string {
  return https ? '__Host-podpass' : `podpass-${port || '80'}`;
}

/** Sessions in PostgreSQL, so that every replica knows them and a restart ends none. */
export function sessions(options: SessionOptions): RequestHandler {
  const PgStore = pgSession(session);
  return session({
    name: cookieName(options),
    secret: options.secret,
    resave: false,
    saveUninitialized: false,
    proxy: options.https,
    cookie: { httpOnly: true, sameSite: 'lax', secure: options.https, path: '/', maxAge: sessionHours * 3_600_000 },
    store: new PgStore({
      pool: options.store.pool,
      tableName: 'web_session',
      // A session ends after its hours, used or not; otherwise each request would write to the database.
      disableTouch: true,
      errorLog: (...what: unknown[]) => options.onProblem(what),
    }),
  });
}
