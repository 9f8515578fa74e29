import type { Session } from '@podpass/contract';
import { denial } from '../../api/allowed.ts';
import { ownedByNobody, type AssociationView } from './association-view.ts';

export type AssociationAction = 'edit' | 'delete' | 'restart' | 'fix-trust';

/** For each action on the selected associations, why it cannot be done; undefined if it can. */
export function associationDenials(
  session: Pick<Session, 'role' | 'grantedRole' | 'permissions'>,
  selected: readonly AssociationView[],
): Record<AssociationAction, string | undefined> {
  const change = denial(session, ['associations:change']);
  return {
    edit: change ?? notExactlyOne(selected) ?? ownedByAddon(selected),
    delete: change ?? noneSelected(selected) ?? ownedByAddon(selected),
    restart: denial(session, ['workloads:restart']) ?? noneSelected(selected) ?? withoutPods(selected),
    'fix-trust': denial(session, ['trust-policies:change']) ?? noneSelected(selected) ?? nothingToFix(selected),
  };
}

function noneSelected(selected: readonly AssociationView[]): string | undefined {
  return selected.length === 0 ? 'Select an association first.' : undefined;
}

function notExactlyOne(selected: readonly AssociationView[]): string | undefined {
  return selected.length === 1 ? undefined : 'Select one association.';
}

function ownedByAddon(selected: readonly AssociationView[]): string | undefined {
  const owned = selected.find(({ owner }) => owner !== ownedByNobody);
  return (
    owned && `${owned.subject} belongs to the add-on ${owned.owner}, which would undo it: change it through the add-on.`
  );
}

function withoutPods(selected: readonly AssociationView[]): string | undefined {
  return selected.every(({ pods }) => pods === 0) ? 'No pod uses it, so there is nothing to restart.' : undefined;
}

function nothingToFix(selected: readonly AssociationView[]): string | undefined {
  if (selected.some(({ row }) => row.trust.status === 'pending')) return 'The roles are still being read.';
  return selected.some(({ trust }) => trust !== 'ok') ? undefined : 'The roles trust these pods already.';
}
