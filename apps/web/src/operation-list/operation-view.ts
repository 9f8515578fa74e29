import type { OperationSummary } from '@podpass/inventory';
import { durationInWords } from '../ui/duration.ts';
import { operationStateInWords } from '../ui/operation-state.tsx';

/** An operation as lists show it. */
export interface OperationView {
  id: string;
  title: string;
  cluster: string;
  kind: string;
  state: OperationSummary['state'];
  /** The state in words, by which it is filtered and sorted. */
  stateInWords: string;
  error: OperationSummary['error'];
  by: string;
  started: string;
  ended: string;
  /** How long it took with all its attempts, -1 while it runs. */
  seconds: number;
  took: string;
  reason: string;
}

export function toOperationView(operation: OperationSummary): OperationView {
  const { endedAt, startedAt, error, state } = operation;
  const seconds = endedAt === undefined ? -1 : (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000;
  return {
    id: operation.id,
    title: operation.title,
    cluster: operation.clusterKey,
    kind: operation.kind,
    state,
    stateInWords: operationStateInWords({ state, error }),
    error,
    by: operation.requestedBy,
    started: startedAt,
    ended: endedAt ?? '',
    seconds,
    took: seconds < 0 ? '–' : durationInWords(seconds),
    reason: error === undefined ? '' : `${error.what} ${error.why}`,
  };
}
