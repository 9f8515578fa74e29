import type { Role, Session } from '@podpass/contract';
import { PodpassError } from '@podpass/inventory';
import type { Store } from '@podpass/store';
import type { Actor, Environment } from '@podpass/use-cases';
import type { Person } from '../auth/person.ts';
import type { SignIn } from '../auth/sign-in.ts';
import type { LogDefect } from '../http/answer-of.ts';

/** What every handler may use, the same for all requests. */
export interface ConsoleServices {
  environment: Environment;
  store: Store;
  signIn: SignIn;
  /** Facts about this console that everybody who is signed in may see. */
  facts: () => Session['console'];
  /** Aborted when the console stops: streams end with it. */
  stopping: AbortSignal;
}

/** What a handler knows of its request. */
export interface RequestContext extends ConsoleServices {
  person: Person | undefined;
  address: string;
  /** For the browser's session only. */
  session: { setRole(role: Role): Promise<void>; end(): Promise<void> };
  /** Names the route for metrics. */
  entered(route: string): void;
  logDefect: LogDefect;
}

/** @throws PodpassError `not-signed-in` */
export function signedIn({ person }: Pick<RequestContext, 'person'>): Person {
  if (person === undefined) throw new PodpassError('not-signed-in', {});
  return person;
}

/** The person as the audit log and authors of revisions name them. @throws PodpassError `not-signed-in` */
export function actorOf(context: Pick<RequestContext, 'person'>): Actor {
  const { user, role } = signedIn(context);
  return { name: user, role };
}
