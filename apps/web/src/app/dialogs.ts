import type { AssociationRow, ChangeRequestInput, WorkloadRef } from '@podpass/inventory';
import { createStore } from '../ui/store.ts';

/**
 * A dialog that any page can ask for. `features/operations/change-dialogs.tsx` draws them over the page that is open:
 * what will be done, who is affected, then the progress of the change.
 */
export type DialogRequest =
  | { kind: 'delete-associations'; cluster: string; rows: AssociationRow[] }
  | { kind: 'fix-trust-policy'; cluster: string; rows: AssociationRow[] }
  | { kind: 'restart-workloads'; cluster: string; workloads: WorkloadRef[]; title: string }
  | { kind: 'install-agent'; cluster: string }
  | { kind: 'delete-cluster'; cluster: string }
  | { kind: 'retry-operation'; cluster: string; operationId: string }
  | { kind: 'start-change'; cluster: string; request: ChangeRequestInput; title: string };

const dialog = createStore<DialogRequest | undefined>(undefined);

export const useDialog = dialog.use;

export function openDialog(request: DialogRequest): void {
  dialog.set(request);
}

export function closeDialog(): void {
  dialog.set(undefined);
}
