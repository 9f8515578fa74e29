import { queryClient } from '../api/query-client.ts';
import { sessionQuery } from '../api/session.ts';
import { useSignedOut } from '../api/signed-out.ts';
import { Shell } from './shell/shell.tsx';
import { SignedOut } from './signed-out.tsx';

/** Nothing is shown before it is known who looks. Rejects with `not-signed-in`, which the error page turns into a page. */
export async function loadSession(): Promise<null> {
  await queryClient.ensureQueryData(sessionQuery);
  return null;
}

export function Root() {
  return useSignedOut() ? <SignedOut /> : <Shell />;
}
