import { randomUUID } from 'node:crypto';
import type { Change, ChangeEvent } from '@podpass/inventory';

/** A change that has just been started. */
export function newChange(overrides: Partial<Change> = {}): Change {
  return {
    id: randomUUID(),
    clusterKey: 'demo',
    state: 'running',
    requestedBy: 'ann',
    startedAt: '2026-01-02T03:04:05.678Z',
    plan: {
      cluster: {
        key: 'demo',
        name: 'demo',
        region: 'us-west-2',
        account: '111122223333',
        partition: 'aws',
        arn: 'arn:aws:eks:us-west-2:111122223333:cluster/demo',
      },
      kind: 'install-agent',
      title: 'Install the agent',
      steps: [],
      findings: [],
    },
    ...overrides,
  };
}

export function line(message: string, more: Partial<ChangeEvent> = {}): Omit<ChangeEvent, 'seq'> {
  return { at: '2026-01-02T03:04:06.000Z', message, ...more };
}
