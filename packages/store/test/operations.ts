import { randomUUID } from 'node:crypto';
import type { Operation, OperationEvent } from '@podpass/inventory';

/** An operation that has just been started. */
export function newOperation(overrides: Partial<Operation> = {}): Operation {
  return {
    id: randomUUID(),
    clusterKey: 'demo',
    state: 'running',
    attempt: 1,
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

export function line(message: string, more: Partial<OperationEvent> = {}): Omit<OperationEvent, 'seq'> {
  return { at: '2026-01-02T03:04:06.000Z', message, ...more };
}
