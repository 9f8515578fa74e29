import type { AssociationsEvent, Problem } from '@podpass/contract';
import type { AssociationRow } from '@podpass/inventory';

/** The associations of a cluster as far as they have arrived. */
export interface AssociationList {
  rows: readonly AssociationRow[];
  problems: readonly Problem[];
  /** True once everything has been said; rows of an older answer may still be among them before. */
  complete: boolean;
  /** When the newest complete answer was made. */
  at?: string;
}

export const emptyAssociationList: AssociationList = { rows: [], problems: [], complete: false };

/** Takes in events of a stream. Starts from what is known, so that a refresh never shows less than before. */
export interface AssociationMerge {
  take(event: AssociationsEvent): void;
  list(): AssociationList;
}

/**
 * Rows keep their place and are replaced by id; new ones go to the end; what a complete answer has not named is gone.
 * Old problems stay until the new answer is complete, as the old rows do.
 */
export function mergeAssociations(known: AssociationList | undefined): AssociationMerge {
  const shown = new Map((known?.rows ?? []).map((row) => [row.associationId, row]));
  const named = new Map<string, AssociationRow>();
  const problems: Problem[] = [];
  let end: { at: string } | undefined;
  return {
    take(event) {
      switch (event.type) {
        case 'rows':
          for (const row of event.rows) {
            named.set(row.associationId, row);
            shown.set(row.associationId, keepKnown(row, shown.get(row.associationId)));
          }
          break;
        case 'problem':
          problems.push(event.problem);
          break;
        case 'complete':
          end = { at: event.at };
          break;
      }
    },
    list: () => ({
      rows: end ? inPlace(shown.keys(), named) : [...shown.values()],
      problems: end || known === undefined ? [...problems] : [...known.problems],
      complete: end !== undefined,
      ...(end ?? (known?.at === undefined ? {} : { at: known.at })),
    }),
  };
}

/** The newest answer alone, in the order in which its rows are on the screen. */
function inPlace(order: Iterable<string>, rows: ReadonlyMap<string, AssociationRow>): AssociationRow[] {
  return [...order].flatMap((id) => rows.get(id) ?? []);
}

/** A first, bare row of a refresh must not take away what an earlier answer knew; the fuller row follows. */
function keepKnown(row: AssociationRow, known: AssociationRow | undefined): AssociationRow {
  if (known === undefined) return row;
  return {
    ...row,
    ...(row.details === undefined && known.details ? { details: known.details } : {}),
    ...(row.cluster === undefined && known.cluster ? { cluster: known.cluster } : {}),
    ...(row.trust.status === 'pending' ? { trust: known.trust } : {}),
  };
}

/** How far a list has been filled in: EKS names the associations first, and their roles one by one. */
export function describedCount({ rows }: Pick<AssociationList, 'rows'>): number {
  return rows.reduce((count, row) => (row.details === undefined ? count : count + 1), 0);
}
