import type { Plan } from './plan.ts';

/** The name that a person has to type so that undoing goes ahead; undefined where no cluster is taken back by it. */
export function nameToUndo({ kind, cluster }: Pick<Plan, 'kind' | 'cluster'>): string | undefined {
  return kind === 'provision' ? cluster.name : undefined;
}
