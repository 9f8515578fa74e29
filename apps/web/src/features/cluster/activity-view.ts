import type { Operation } from '@podpass/inventory';

/** An operation as the list shows it. */
export interface ActivityView {
  id: string;
  title: string;
  kind: string;
  state: Operation['state'];
  by: string;
  started: string;
  ended: string;
  /** How long it took, -1 while it runs. */
  seconds: number;
  took: string;
  reason: string;
}

export function toActivityView(
  operation: Pick<Operation, 'id' | 'state' | 'requestedBy' | 'startedAt' | 'endedAt' | 'error'> & {
    kind: string;
    title: string;
  },
): ActivityView {
  const { endedAt, startedAt } = operation;
  const seconds = endedAt === undefined ? -1 : (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000;
  return {
    id: operation.id,
    title: operation.title,
    kind: operation.kind,
    state: operation.state,
    by: operation.requestedBy,
    started: startedAt,
    ended: endedAt ?? '',
    seconds,
    took: seconds < 0 ? '–' : durationInWords(seconds),
    reason: operation.error === undefined ? '' : `${operation.error.what} ${operation.error.why}`,
  };
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function durationInWords(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
