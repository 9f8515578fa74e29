export type {
  BlueprintRecords,
  ConfigAbout,
  ConfigContent,
  ConfigRecords,
  ConfigSide,
  ConfigWrite,
  Writer,
} from './configuration-records.ts';
export type {
  AuditEntry,
  AuditRecords,
  OperationOrigin,
  OperationRecords,
  RequestKey,
  Grant,
  Issued,
  LockOptions,
  Locks,
  NewAuditEntry,
  SignInRecords,
} from './records.ts';
export type { AttemptMode, OperationAttempts } from './operation-attempts-records.ts';
export { asSchemaError, asStoreError } from './connection-errors.ts';
export { openStore, type Store, type StoreOptions } from './store.ts';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded/start.ts';
