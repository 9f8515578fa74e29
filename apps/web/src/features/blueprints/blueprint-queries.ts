import { api } from '../../api/client.ts';

export const blueprintsQuery = api.blueprints.list.queryOptions();

export function blueprintQuery(name: string) {
  return api.blueprints.get.queryOptions({ input: { name } });
}
