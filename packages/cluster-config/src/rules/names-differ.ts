import { textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import type { RuleInput } from './rule.ts';

/** The two documents (or the two halves of a v3 document) must speak of the same cluster. */
export function namesDiffer({ cluster, config }: RuleInput): Finding[] {
  const first = textAt(cluster, 'metadata', 'name');
  const second = valueAt(config, 'metadata', 'name');
  if (first === undefined || second?.kind !== 'scalar' || second.value === first) return [];
  const message = `The Cluster document names the cluster ${JSON.stringify(first)}: both must have the same name`;
  const insert = second.plain && /^[A-Za-z][\w-]*$/.test(first) ? first : JSON.stringify(first);
  const splices = [{ start: second.span.start, end: second.span.end, insert }];
  return [
    {
      code: 'names-differ',
      severity: 'error',
      message,
      at: second.span,
      fix: { title: `Change to ${first}`, splices },
    },
  ];
}
