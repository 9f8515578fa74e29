import type { Plan } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { toFailure } from '../api/failure.ts';
import type { Preview } from '../change-flow/use-plan.ts';

/** A text as it stands, or a revision that is kept. */
export type Provisioned = { text: string } | { id: string; revision: number };

// A plan is true for a moment only.
const fresh = { staleTime: 0, gcTime: 60_000, retry: false, refetchOnWindowFocus: false } as const;

/** What provisioning would do now, asked of the server. Undefined: nothing to ask yet. */
export function useProvisionPlan(wanted: Provisioned | undefined): Preview {
  const ofText = useQuery(
    api.provisioning.preview.queryOptions({
      input: { text: wanted && 'text' in wanted ? wanted.text : '' },
      enabled: wanted !== undefined && 'text' in wanted,
      ...fresh,
    }),
  );
  const ofRevision = useQuery(
    api.provisioning.plan.queryOptions({
      input: wanted && 'id' in wanted ? wanted : { id: '' },
      enabled: wanted !== undefined && 'id' in wanted,
      ...fresh,
    }),
  );
  const query = wanted && 'id' in wanted ? ofRevision : ofText;
  const plan: Plan | undefined = wanted && query.data;
  return {
    plan,
    failure: wanted && query.error ? toFailure(query.error) : undefined,
    pending: query.isFetching,
    refresh: () => void query.refetch(),
  };
}
