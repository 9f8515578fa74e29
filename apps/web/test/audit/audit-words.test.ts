import type { AuditEntry } from '@podpass/contract';
import { describe, expect, it } from 'vitest';
import { toAuditView } from '../../src/features/audit/audit-columns.tsx';

const entry: AuditEntry = {
  id: 7,
  at: '2026-06-15T12:00:00Z',
  actor: 'ana',
  role: 'admin',
  action: 'delete-cluster',
  target: 'Delete cluster shop',
  outcome: 'done',
  awsRequestIds: [],
};

describe('actions of the audit log', () => {
  it('are told in words, and keep the name by which links and scripts know them', () => {
    expect(toAuditView(entry)).toMatchObject({ action: 'delete-cluster', actionInWords: 'Delete cluster' });
  });

  it.each(['constructor', 'something-of-a-later-release'])(
    'that this release has no words for keep their name: %s',
    (action) => {
      expect(toAuditView({ ...entry, action }).actionInWords).toBe(action);
    },
  );
});
