import type { Node, NodeSelectorTerm, PodSpec, Taint, Toleration } from '../objects/kinds.ts';
import { meetsExpression } from '../objects/selectors.ts';

/** Whether a node's labels, taints and state let a pod on it. */
export function fits(spec: PodSpec, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  for (const [key, value] of Object.entries(spec.nodeSelector ?? {})) if (labels[key] !== value) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required !== undefined && !required.nodeSelectorTerms.some((term) => meetsTerm(term, node))) return false;
  return taintsOf(node).every(
    (taint) => taint.effect === 'PreferNoSchedule' || isTolerated(taint, spec.tolerations ?? []),
  );
}

/** Whether a pod asks for a kind of node by label: such a pod goes where an unconcerned one would not. */
export function asksFor(spec: PodSpec, label: string, value: string): boolean {
  if (spec.nodeSelector?.[label] === value) return true;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.some((term) =>
    (term.matchExpressions ?? []).some(
      (expression) =>
        expression.key === label && expression.operator === 'In' && expression.values?.includes(value) === true,
    ),
  );
}

/** Why no node will do, as the scheduler's event says it. */
export function unschedulableMessage(nodes: readonly Node[]): string {
  const total = nodes.length;
  const why =
    total === 0
      ? 'no nodes available to schedule pods'
      : `0/${total} nodes are available: ${total} node(s) didn't match Pod's node affinity/selector or had untolerated taint(s).`;
  return why;
}

function meetsTerm(term: NodeSelectorTerm, node: Node): boolean {
  const expressions = term.matchExpressions ?? [];
  const fields = term.matchFields ?? [];
  // An empty term selects nothing.
  if (expressions.length + fields.length === 0) return false;
  return (
    expressions.every((expression) => meetsExpression(node.metadata.labels ?? {}, expression)) &&
    fields.every((field) => meetsExpression({ 'metadata.name': node.metadata.name }, field))
  );
}

function taintsOf(node: Node): Taint[] {
  const cordoned =
    node.spec?.unschedulable === true ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : [];
  return [...(node.spec?.taints ?? []), ...cordoned];
}

function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => {
    if (toleration.effect !== undefined && toleration.effect !== '' && toleration.effect !== taint.effect) return false;
    const key = toleration.key ?? '';
    if (key === '') return toleration.operator === 'Exists';
    if (key !== taint.key) return false;
    return toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '');
  });
}
