import type { ConfigFacts } from '@podpass/cluster-config';
import type { Blueprint } from '@podpass/inventory';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { useBlueprintList } from './blueprint-list.ts';

interface KnownBlueprints {
  /** Undefined until all have been read: half of them would make the others look unknown. */
  blueprints: readonly Blueprint[] | undefined;
  /** For the checks of a configuration; the same object while they are the same. */
  facts: ConfigFacts;
}

/** Every blueprint with its versions, as the checks of a configuration need them. */
export function useBlueprintFacts(): KnownBlueprints {
  const { items: list, complete } = useBlueprintList();
  const names = list?.map(({ name }) => name) ?? [];
  const read = useQueries({
    queries: names.map((name) => api.blueprints.get.queryOptions({ input: { name } })),
    combine: allRead,
  });
  const blueprints = complete ? read : undefined;
  const facts = useMemo<ConfigFacts>(() => (blueprints === undefined ? {} : { blueprints }), [blueprints]);
  return { blueprints, facts };
}

/** Keeps what the server answered to a write, so that the checks know it at once. */
export async function rememberBlueprint(blueprint: Blueprint): Promise<void> {
  queryClient.setQueryData(api.blueprints.get.queryOptions({ input: { name: blueprint.name } }).queryKey, blueprint);
  await queryClient.invalidateQueries({ queryKey: api.blueprints.list.key() });
}

function allRead(results: readonly { data: Blueprint | undefined }[]): Blueprint[] | undefined {
  const read = results.flatMap(({ data }) => data ?? []);
  return read.length === results.length ? read : undefined;
}
