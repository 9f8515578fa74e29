import type { ChangeRequestInput, Plan } from '@podpass/inventory';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { type Failure, toFailure } from '../api/failure.ts';
import { useSettled } from '../ui/use-settled.ts';

export interface Preview {
  plan: Plan | undefined;
  failure: Failure | undefined;
  /** The plan shown is not yet the one for what is asked now. */
  pending: boolean;
  refresh(): void;
}

/** What a change would do, asked of the server for each request that comes to rest. `undefined`: nothing to ask yet. */
export function usePlan(cluster: string, request: ChangeRequestInput | undefined, restMs = 0): Preview {
  const { settled, atRest } = useSettled(request, restMs);
  const query = useQuery({
    ...api.changes.plan.queryOptions({
      input: { cluster, request: settled ?? nothing },
    }),
    enabled: settled !== undefined,
    // A plan is true for a moment only.
    staleTime: 0,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return {
    plan: settled === undefined ? undefined : query.data,
    failure: settled !== undefined && query.error ? toFailure(query.error) : undefined,
    pending: !atRest || query.isFetching,
    refresh: () => void query.refetch(),
  };
}

const nothing: ChangeRequestInput = { kind: 'install-agent' };
