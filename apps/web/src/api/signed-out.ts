import { createStore } from '../ui/store.ts';

const signedOut = createStore(false);

/** The server has said that there is no session (any more); the page shows how to sign in from then on. */
export function markSignedOut(): void {
  signedOut.set(true);
}

export const useSignedOut = signedOut.use;
