import type { IamPort, Role, RoleReader, RoleSummary } from '@podpass/inventory';
import { RememberedAnswers } from './remembered-answers.ts';
import { RememberedList } from './remembered-list.ts';
import { Sweep } from './sweep.ts';

export interface RoleReaderOptions {
  iam: IamPort;
  /** Epoch milliseconds. Left out: the system clock. */
  now?: () => number;
  /** How long an answer of IAM is taken for true. Left out: 30 seconds. */
  maxAgeMs?: number;
}

type Settings = Required<RoleReaderOptions>;

interface RoleMemory {
  list: RememberedList<RoleSummary>;
  roles: RememberedAnswers<Role | undefined>;
  sweep: Sweep<RoleSummary[]> | undefined;
}

/**
 * A {@link RoleReader} over the port. ListRoles gives a thousand roles with their trust policies in one call, so a
 * sweep of the account costs less than asking for the few roles that a page shows one by one.
 */
export function createRoleReader(options: RoleReaderOptions): RoleReader {
  const settings: Settings = { now: Date.now, maxAgeMs: 30_000, ...options };
  let memory = newMemory(settings);

  return {
    async *roles({ fresh = false, signal } = {}) {
      signal?.throwIfAborted();
      if (!fresh && isRecent(settings, memory)) {
        yield memory.list.items();
        return;
      }
      for await (const pages of sweepOf(settings, memory, fresh).follow(signal)) yield pages.flat();
    },

    async byArn(arn, { signal } = {}) {
      signal?.throwIfAborted();
      const { list } = memory;
      if (isRecent(settings, memory)) return list.get(arn);
      for await (const pages of sweepOf(settings, memory, false).follow(signal)) {
        const found = pages.flat().find((role) => role.arn === arn);
        if (found) return found;
      }
      // Created by ourselves while the sweep was under way.
      return list.get(arn);
    },

    role: (name, { signal } = {}) => memory.roles.ask(name, settings.now() - settings.maxAgeMs, signal),

    async refresh(name, { signal } = {}) {
      const { list, roles } = memory;
      const role = await roles.renew(name, signal);
      const newest = roles.recall(name, Number.NEGATIVE_INFINITY);
      // Not if it was forgotten or asked for again in the meantime.
      if (newest === undefined || newest.value !== role) return role;
      dropNamesake(list, name, role?.arn);
      if (role) list.put(summaryOf(role));
      return role;
    },

    forget(name) {
      if (name === undefined) {
        memory = newMemory(settings);
        return;
      }
      memory.roles.forget(name);
      dropNamesake(memory.list, name, undefined);
    },
  };
}

function newMemory({ iam, now }: Settings): RoleMemory {
  return {
    list: new RememberedList((role) => role.arn, now),
    roles: new RememberedAnswers((name) => iam.getRole(name), now),
    sweep: undefined,
  };
}

function isRecent({ now, maxAgeMs }: Settings, { list }: RoleMemory): boolean {
  return list.completedAt !== undefined && now() - list.completedAt <= maxAgeMs;
}

/** The sweep under way, or a new one. It goes on when its followers have found what they looked for: others will ask. */
function sweepOf({ iam }: Settings, memory: RoleMemory, fresh: boolean): Sweep<RoleSummary[]> {
  if (memory.sweep?.running && !fresh) return memory.sweep;
  const listing = memory.list.begin();
  const sweep = new Sweep<RoleSummary[]>(
    async (tell) => {
      for await (const page of iam.listRoles()) tell(listing.add(page));
      listing.complete();
    },
    () => {
      if (memory.sweep === sweep) memory.sweep = undefined;
    },
    { abandon: false },
  );
  memory.sweep = sweep;
  return sweep;
}

/** Names are unique in an account whatever the path: a role of this name under another ARN is gone. */
function dropNamesake(list: RememberedList<RoleSummary>, name: string, except: string | undefined): void {
  for (const role of list.items()) {
    if (role.name === name && role.arn !== except) list.drop(role.arn);
  }
}

function summaryOf({ arn, name, path, description, createdAt, trustPolicy }: Role): RoleSummary {
  return { arn, name, path, description, createdAt, trustPolicy };
}
