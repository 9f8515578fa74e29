import { createORPCClient } from '@orpc/client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { apiPrefix, type ApiClient } from '@podpass/contract';
import routes from 'virtual:contract-routes';
import { FailureError, failureFromBody, unreachable } from './failure.ts';

/** The API of this console's own origin. Rejects with a {@link FailureError} only, except when it was aborted. */
export const client: ApiClient = createORPCClient(
  new OpenAPILink(routes, { url: `${window.location.origin}${apiPrefix}`, fetch: fetchOrFail }),
);

/** Query and mutation options of every route, with keys made from the contract: `api.clusters.list.queryOptions()`. */
export const api = createTanstackQueryUtils(client);

async function fetchOrFail(request: Request, init: RequestInit): Promise<Response> {
  const response = await window.fetch(request, init).catch((cause: unknown) => {
    if (request.signal.aborted) throw cause;
    throw unreachable(cause);
  });
  if (response.ok) return response;
  const requestId = response.headers.get('x-request-id');
  const body: unknown = await response.json().catch(() => undefined);
  throw new FailureError(
    failureFromBody(body, { status: response.status, ...(requestId === null ? {} : { requestId }) }),
  );
}
