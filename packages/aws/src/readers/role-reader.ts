import type { CallOptions, IamPort, Role, RoleSummary } from '@podpass/inventory';

export interface RoleReaderOptions {
  iam: IamPort;
  /** Epoch milliseconds. Left out: the system clock. */
  now?: () => number;
  /** How long an answer of IAM is taken for true. Left out: 30 seconds. */
  maxAgeMs?: number;
}

/** Roles of the account with their trust policies, from few calls, remembered for a short time. */
export interface RoleReader {
  /** Every role, page by page. Concurrent readers share one sweep. `fresh`: ask again. */
  roles(options?: CallOptions & { fresh?: boolean }): AsyncIterable<RoleSummary[]>;
  /** From the sweep; undefined if this account has no role of exactly this ARN. */
  byArn(arn: string, options?: CallOptions): Promise<RoleSummary | undefined>;
  /** With tags and boundary, remembered or asked for. Undefined if there is none of this name. */
  role(name: string, options?: CallOptions): Promise<Role | undefined>;
  /** To be called after a write: asks again. Undefined if it does not exist (any more). */
  refresh(name: string, options?: CallOptions): Promise<Role | undefined>;
  /** To be called after a deletion. Without a name: everything. */
  forget(name?: string): void;
}

export function createRoleReader(_options: RoleReaderOptions): RoleReader {
  throw new Error('not built yet');
}
