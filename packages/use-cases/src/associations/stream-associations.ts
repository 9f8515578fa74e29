import type { Association, AssociationRow, AssociationSummary, Cluster, RoleSummary } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { asProblem, type SourceProblem } from '../observe/problem.ts';
import { associationRow, seeCluster, type SeenCluster } from './association-row.ts';
import { createEventQueue } from './event-queue.ts';

export interface AssociationFilter {
  namespace?: string | undefined;
  serviceAccount?: string | undefined;
}

export type AssociationsUpdate =
  | { type: 'rows'; rows: AssociationRow[] }
  | { type: 'problem'; problem: SourceProblem }
  | { type: 'complete'; total: number; at: string };

/** Rows in one event at most, so that no single message holds up the page. */
const rowsPerEvent = 250;

/**
 * All associations of a cluster as they become known: first that they exist, then their roles and trust, and what the
 * cluster says of them. The three sources answer in any order and fail apart. Rejects only if there is no such cluster
 * or the associations themselves cannot be listed.
 */
export async function* streamAssociations(
  env: Environment,
  key: string,
  filter: AssociationFilter,
  { fresh = false, signal }: { fresh?: boolean; signal?: AbortSignal } = {},
): AsyncGenerator<AssociationsUpdate> {
  const cluster = await env.eks.describeCluster(key, { signal });
  const table = new GrowingTable(cluster, filter);
  const queue = createEventQueue<AssociationsUpdate>();
  const emit = (ids: Iterable<string>) => {
    for (const rows of chunks(table.rows(ids), rowsPerEvent)) queue.push({ type: 'rows', rows });
  };
  const sources = Promise.all([
    readAssociations(env, cluster, table, emit, queue.push, { fresh, signal }),
    readRoles(env, table, emit, queue.push, { fresh, signal }),
    lookAtCluster(env, cluster, table, emit, queue.push, { fresh, signal }),
  ]);
  sources.then(
    () => {
      queue.push({ type: 'complete', total: table.size, at: env.now().toISOString() });
      queue.end();
    },
    (error: unknown) => queue.fail(error),
  );
  yield* queue.read(signal);
}

type Emit = (ids: Iterable<string>) => void;
interface ReadOptions {
  fresh: boolean;
  signal: AbortSignal | undefined;
}

/** Rejects if nothing could be listed; if only descriptions fail, what is listed stays and a problem is told. */
async function readAssociations(
  env: Environment,
  cluster: Cluster,
  table: GrowingTable,
  emit: Emit,
  push: (update: AssociationsUpdate) => void,
  options: ReadOptions,
) {
  try {
    for await (const batch of env.associations.rows(cluster.ref, options)) {
      if (batch.kind === 'summaries') emit(table.addSummaries(batch.items));
      else if (batch.kind === 'described') emit(table.addDetails(batch.items));
      else table.remove(batch.associationIds);
    }
  } catch (error) {
    if (table.size === 0) throw error;
    push({ type: 'problem', problem: asProblem('eks', error) });
  }
}

async function readRoles(
  env: Environment,
  table: GrowingTable,
  emit: Emit,
  push: (update: AssociationsUpdate) => void,
  { fresh, signal }: ReadOptions,
) {
  try {
    const roles = new Map<string, RoleSummary>();
    for await (const page of env.roles.roles({ fresh, signal })) for (const role of page) roles.set(role.arn, role);
    emit(table.setRoles(roles));
  } catch (error) {
    push({ type: 'problem', problem: asProblem('iam', error) });
  }
}

async function lookAtCluster(
  env: Environment,
  cluster: Cluster,
  table: GrowingTable,
  emit: Emit,
  push: (update: AssociationsUpdate) => void,
  { fresh, signal }: ReadOptions,
) {
  try {
    emit(table.setSeen(seeCluster(await env.observed.look(cluster, { fresh, signal }))));
  } catch (error) {
    push({ type: 'problem', problem: asProblem('kubernetes', error) });
  }
}

/** The rows as far as they are known. Each addition says which rows it changed. */
class GrowingTable {
  readonly #cluster: Cluster;
  readonly #filter: AssociationFilter;
  readonly #summaries = new Map<string, AssociationSummary>();
  readonly #details = new Map<string, Association>();
  #roles: ReadonlyMap<string, RoleSummary> | undefined;
  #seen: SeenCluster | undefined;

  constructor(cluster: Cluster, filter: AssociationFilter) {
    this.#cluster = cluster;
    this.#filter = filter;
  }

  get size(): number {
    return this.#summaries.size;
  }

  addSummaries(items: AssociationSummary[]): string[] {
    const wanted = items.filter((item) => this.#wants(item));
    for (const item of wanted) this.#summaries.set(item.associationId, item);
    return wanted.map((item) => item.associationId);
  }

  addDetails(items: Association[]): string[] {
    const wanted = items.filter((item) => this.#wants(item));
    for (const item of wanted) this.#details.set(item.associationId, item);
    return wanted.map((item) => item.associationId).filter((id) => this.#summaries.has(id));
  }

  setRoles(roles: ReadonlyMap<string, RoleSummary>): Iterable<string> {
    this.#roles = roles;
    return this.#details.keys();
  }

  setSeen(seen: SeenCluster): Iterable<string> {
    this.#seen = seen;
    return this.#summaries.keys();
  }

  remove(ids: string[]): void {
    for (const id of ids) {
      this.#summaries.delete(id);
      this.#details.delete(id);
    }
  }

  rows(ids: Iterable<string>): AssociationRow[] {
    const rows: AssociationRow[] = [];
    for (const id of ids) {
      const summary = this.#summaries.get(id);
      if (summary === undefined) continue;
      const details = this.#details.get(id);
      const role = details && this.#roles ? (this.#roles.get(details.roleArn) ?? null) : undefined;
      rows.push(associationRow({ cluster: this.#cluster, summary, details, role, seen: this.#seen }));
    }
    return rows;
  }

  #wants(item: AssociationSummary): boolean {
    const { namespace, serviceAccount } = this.#filter;
    return (
      (namespace === undefined || item.namespace === namespace) &&
      (serviceAccount === undefined || item.serviceAccount === serviceAccount)
    );
  }
}

function* chunks<Item>(items: Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
