import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { apiPrefix, contract, type Contract } from './contract.ts';

export type ApiClient = JsonifiedClient<ContractRouterClient<Contract>>;

export interface ApiClientOptions {
  /** Origin of the console, for example `http://127.0.0.1:4600`. */
  origin: string;
  /** Bearer token; left out where a session cookie signs in. */
  token?: string;
  fetch?: (request: Request, init?: RequestInit) => Promise<Response>;
}

/** A typed client of the API: rejects with the declared errors (`isDefinedError`) or with what `fetch` rejects with. */
export function createApiClient({ origin, token, fetch }: ApiClientOptions): ApiClient {
  const link = new OpenAPILink(contract, {
    url: `${origin}${apiPrefix}`,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(fetch === undefined ? {} : { fetch: (request: Request, init?: RequestInit) => fetch(request, init) }),
  });
  return createORPCClient(link);
}
