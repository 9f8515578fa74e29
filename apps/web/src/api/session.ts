import { permissionsFor, type Permission, type Role, type Session } from '@podpass/contract';
import type { ChangeRequest } from '@podpass/inventory';
import { useSuspenseQuery } from '@tanstack/react-query';
import { denial } from './allowed.ts';
import { api, client } from './client.ts';
import { queryClient } from './query-client.ts';
import { markSignedOut } from './signed-out.ts';

export const sessionQuery = api.session.get.queryOptions({ staleTime: 60_000 });

/** The session; the root loader has fetched it before any page renders. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Why the person may not do this, or undefined: pass it on as `disabledReason`. */
export function useDenial(...needed: Permission[]): string | undefined {
  return denial(useSession(), needed);
}

/** The same for a change request, with the table that the server refuses by. */
export function useChangeDenial(): (request: ChangeRequest) => string | undefined {
  const session = useSession();
  return (request) => denial(session, permissionsFor(request));
}

/** Acts as another role from now on. What another role had seen is asked for again. */
export async function actAs(role: Role): Promise<void> {
  const session = await client.session.setRole({ role });
  queryClient.setQueryData(sessionQuery.queryKey, session);
  await queryClient.invalidateQueries();
}

export async function signOut(): Promise<void> {
  await client.session.end();
  queryClient.clear();
  markSignedOut();
}
