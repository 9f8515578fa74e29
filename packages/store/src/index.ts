export type {
  AuditEntry,
  AuditRecords,
  ChangeRecords,
  ChangeSummary,
  Grant,
  Issued,
  LockOptions,
  Locks,
  NewAuditEntry,
  SignInRecords,
} from './records.ts';
