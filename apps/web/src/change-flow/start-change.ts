import type { ChangeRequestInput, Operation } from '@podpass/inventory';
import { client } from '../api/client.ts';

/** Sets a change going. `key` makes a repeated click, or a retried request, the same change. */
export async function startChange(cluster: string, request: ChangeRequestInput, key: string): Promise<Operation> {
  return await client.changes.start({ cluster, request, key });
}
