import type { ChangeRequestInput, Plan } from '@podpass/inventory';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api/client.ts';
import { type Failure, toFailure } from '../../api/failure.ts';

export interface Preview {
  plan: Plan | undefined;
  failure: Failure | undefined;
  /** The plan shown is not yet the one for what is asked now. */
  pending: boolean;
  refresh(): void;
}

/** What a change would do, asked of the server for each request that comes to rest. `undefined`: nothing to ask yet. */
export function usePlan(cluster: string, request: ChangeRequestInput | undefined, restMs = 0): Preview {
  const settled = useSettled(request, restMs);
  const query = useQuery({
    ...api.changes.plan.queryOptions({
      // Defaults are filled in by the server; the client's type names the filled-in form.
      input: { cluster, request: (settled ?? nothing) as never },
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
    pending: settled !== request || query.isFetching,
    refresh: () => void query.refetch(),
  };
}

const nothing: ChangeRequestInput = { kind: 'install-agent' };

/** The value once it has stayed the same for a while, told apart by content. */
function useSettled<Value>(value: Value, restMs: number): Value {
  const [settled, setSettled] = useState(value);
  const content = JSON.stringify(value);
  useEffect(() => {
    if (restMs === 0) setSettled(value);
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
    // By content: a form makes a new object at each keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [content, restMs]);
  return settled;
}
