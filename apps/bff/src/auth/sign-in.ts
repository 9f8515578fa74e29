import type { Role } from '@podpass/contract';
import { PodpassError } from '@podpass/inventory';
import type { Store } from '@podpass/store';
import { type Attempts, createAttempts } from './attempts.ts';
import { asRole } from './identify.ts';

export interface SignedIn {
  user: string;
  role: Role;
}

export interface SignIn {
  /** Makes a link that signs in once. */
  newLink(): Promise<string>;
  /** Rejects with `sign-in-code-invalid`, `too-many-attempts`. Afterwards a new link is announced: the old one is used up. */
  redeem(code: unknown, address: string): Promise<SignedIn>;
}

export interface SignInOptions {
  store: Store;
  grant: { user: string; role: Role };
  publicUrl: URL;
  now(): Date;
  /** Told of each link after the first. */
  onNewLink(link: string): void;
}

const codeHours = 24;

/** The local way to sign in: whoever can read the terminal that Podpass runs in may use it. */
export function createSignIn(options: SignInOptions): SignIn {
  const attempts = createAttempts(() => options.now().getTime());
  const newLink = async (): Promise<string> => {
    const { secret } = await options.store.signIn.issueCode(options.grant, codeHours * 3_600_000);
    return new URL(`/sign-in?code=${secret}`, options.publicUrl).href;
  };
  return {
    newLink,
    redeem: async (code, address) => {
      const signedIn = await redeem(options.store, attempts, code, address);
      options.onNewLink(await newLink());
      return signedIn;
    },
  };
}

async function redeem(store: Store, attempts: Attempts, code: unknown, address: string): Promise<SignedIn> {
  attempts.check(address);
  const plausible = typeof code === 'string' && /^[\w-]{20,200}$/.test(code);
  const grant = plausible ? await store.signIn.useCode(code) : undefined;
  const role = grant && asRole(grant.role);
  if (grant !== undefined && role !== undefined) return { user: grant.user, role };
  attempts.failed(address);
  throw new PodpassError('sign-in-code-invalid', {});
}
