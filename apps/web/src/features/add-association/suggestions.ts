import type { AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import { NamespaceName, ServiceAccountName } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useSettled } from '../../ui/use-settled.ts';

export interface Suggestions {
  options: AutosuggestProps.Option[];
  loading: boolean;
  failed: string | undefined;
}

/** Until a search is sent, after the last keystroke. */
const searchRestMs = 200;

export function useNamespaces(cluster: string): Suggestions {
  const query = useQuery(api.serviceAccounts.namespaces.queryOptions({ input: { cluster } }));
  return suggestions(
    query,
    (query.data?.items ?? []).map((value) => ({ value })),
  );
}

/** Service accounts of a namespace, with what each has already. */
export function useServiceAccounts(cluster: string, namespace: string): Suggestions {
  const query = useQuery(api.serviceAccounts.list.queryOptions({ input: { cluster } }));
  const options = (query.data?.items ?? [])
    .filter((account) => account.namespace === namespace)
    .map((account) => ({
      value: account.name,
      description: [
        account.associationId === undefined ? '' : 'has an association',
        account.irsa === undefined ? '' : `IRSA: ${account.irsa.roleArn}`,
        `${account.pods.total} pods`,
      ]
        .filter((words) => words !== '')
        .join(' · '),
    }));
  return suggestions(query, options);
}

const trustWords = {
  ok: 'can be used by this service account',
  missing: 'does not trust these pods yet',
  unknown: 'trust depends on its conditions',
  pending: '',
} as const;

/** Roles of the account that match what was typed; those that can be used already come first. */
export function useRoles(cluster: string, search: string, namespace: string, serviceAccount: string): Suggestions {
  const { settled: text } = useSettled(search, searchRestMs);
  const query = useQuery({
    ...api.iam.roles.queryOptions({
      input: { cluster, search: text, limit: 100, ...namesOf(namespace, serviceAccount) },
    }),
    placeholderData: (previous) => previous,
  });
  const options = (query.data?.items ?? []).map(({ arn, name, description, trust }) => ({
    value: arn,
    label: name,
    description: [arn, description].filter(Boolean).join(' · '),
    labelTag: trustWords[trust],
  }));
  return suggestions(query, options);
}

export function usePolicies(search: string): Suggestions {
  const { settled: text } = useSettled(search, searchRestMs);
  const query = useQuery({
    ...api.iam.policies.queryOptions({ input: { search: text, limit: 100 } }),
    placeholderData: (previous) => previous,
  });
  const options = (query.data?.items ?? []).map(({ arn, name, description, awsManaged }) => ({
    value: arn,
    label: name,
    description: [arn, description].filter(Boolean).join(' · '),
    labelTag: awsManaged ? 'AWS' : 'this account',
  }));
  return suggestions(query, options);
}

/** Both, if both are names that a cluster could have; nothing otherwise, because the server would refuse the rest. */
export function namesOf(namespace: string, serviceAccount: string): { namespace?: string; serviceAccount?: string } {
  const are = NamespaceName.safeParse(namespace).success && ServiceAccountName.safeParse(serviceAccount).success;
  return are ? { namespace, serviceAccount } : {};
}

function suggestions(
  query: { isFetching: boolean; data?: unknown; error: unknown },
  options: AutosuggestProps.Option[],
): Suggestions {
  return {
    options,
    loading: query.isFetching && query.data === undefined,
    failed: query.error ? `${toFailure(query.error).what} You can type it all the same.` : undefined,
  };
}
