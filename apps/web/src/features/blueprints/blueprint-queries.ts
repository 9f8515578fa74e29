import { api } from '../../api/client.ts';

export function blueprintQuery(name: string) {
  return api.blueprints.get.queryOptions({ input: { name } });
}
