import {
  type Association,
  type AssociationBatch,
  type AssociationReader,
  type AssociationSummary,
  type ClusterRef,
  type EksPort,
  hasCode,
} from '@podpass/inventory';
import { DescribeQueue } from './describe-queue.ts';
import { RememberedAnswers } from './remembered-answers.ts';
import { RememberedList } from './remembered-list.ts';
import { Sweep } from './sweep.ts';

export interface AssociationReaderOptions {
  eks: EksPort;
  /** Epoch milliseconds. Left out: the system clock. */
  now?: () => number;
  /** How long a description is taken for true. Left out: 15 minutes, in which 5,000 can be read at 10 per second. */
  maxAgeMs?: number;
  /** How long a complete list is taken for true; an older one is shown first and then listed anew. Left out: 30 seconds. */
  maxListAgeMs?: number;
  /** Descriptions on their way at the same time. Left out: 5. */
  concurrency?: number;
}

interface Settings extends Required<AssociationReaderOptions> {}

/** What is remembered of one cluster. */
interface ClusterMemory {
  list: RememberedList<AssociationSummary>;
  descriptions: RememberedAnswers<Association>;
  sweep: { fresh: boolean; reading: Sweep<AssociationBatch> } | undefined;
}

/** An {@link AssociationReader} over the port; it makes no call of its own accord. */
export function createAssociationReader(options: AssociationReaderOptions): AssociationReader {
  const settings: Settings = { now: Date.now, maxAgeMs: 900_000, maxListAgeMs: 30_000, concurrency: 5, ...options };
  const memories = new Map<string, ClusterMemory>();

  const memoryOf = (cluster: ClusterRef): ClusterMemory => {
    const known = memories.get(cluster.arn);
    if (known) return known;
    const made = newMemory(settings, cluster);
    memories.set(cluster.arn, made);
    return made;
  };

  return {
    rows: (cluster, { fresh = false, signal } = {}) => rows(settings, cluster, memoryOf(cluster), fresh, signal),

    describe: (cluster, associationId, { signal } = {}) =>
      memoryOf(cluster).descriptions.ask(associationId, settings.now() - settings.maxAgeMs, signal),

    async refresh(cluster, associationId, { signal } = {}) {
      const memory = memoryOf(cluster);
      try {
        const association = await memory.descriptions.renew(associationId, signal);
        // Not if it was forgotten or asked for again in the meantime.
        if (recall(memory.descriptions, associationId) === association) memory.list.put(summaryOf(association));
        return association;
      } catch (error) {
        if (!hasCode(error, 'association-not-found')) throw error;
        forgetOne(memory, associationId);
        return undefined;
      }
    },

    forget(cluster, associationId) {
      if (associationId === undefined) memories.delete(cluster.arn);
      else forgetOne(memoryOf(cluster), associationId);
    },
  };
}

function newMemory({ eks, now }: Settings, cluster: ClusterRef): ClusterMemory {
  return {
    list: new RememberedList((summary) => summary.associationId, now),
    descriptions: new RememberedAnswers((associationId) => eks.describeAssociation(cluster, associationId), now),
    sweep: undefined,
  };
}

function recall(descriptions: RememberedAnswers<Association>, associationId: string): Association | undefined {
  return descriptions.recall(associationId, Number.NEGATIVE_INFINITY)?.value;
}

function forgetOne({ list, descriptions }: ClusterMemory, associationId: string): void {
  list.drop(associationId);
  descriptions.forget(associationId);
}

async function* rows(
  settings: Settings,
  cluster: ClusterRef,
  memory: ClusterMemory,
  fresh: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<AssociationBatch> {
  signal?.throwIfAborted();
  const { completedAt } = memory.list;
  if (!fresh && completedAt !== undefined) {
    yield* remembered(memory);
    const sure = settings.now() - completedAt <= settings.maxListAgeMs;
    const complete = memory.list
      .items()
      .every(({ associationId }) => memory.descriptions.recall(associationId, settings.now() - settings.maxAgeMs));
    if (sure && complete) return;
  }
  for await (const batches of sweepOf(settings, cluster, memory, fresh).follow(signal)) yield* merged(batches);
}

/** All that is known, however old, in at most two batches. */
function* remembered({ list, descriptions }: ClusterMemory): Generator<AssociationBatch> {
  const summaries = list.items();
  const described = summaries.flatMap(({ associationId }) => recall(descriptions, associationId) ?? []);
  yield { kind: 'summaries', items: summaries };
  if (described.length > 0) yield { kind: 'described', items: described };
}

/** The reading that is under way, or a new one. Asked for a fresh one, a reading that was not is replaced. */
function sweepOf(
  settings: Settings,
  cluster: ClusterRef,
  memory: ClusterMemory,
  fresh: boolean,
): Sweep<AssociationBatch> {
  const current = memory.sweep;
  if (current?.reading.running && (current.fresh || !fresh)) return current.reading;
  const reading = new Sweep<AssociationBatch>(
    (tell, stop) => read(settings, cluster, memory, fresh, tell, stop),
    () => {
      if (memory.sweep?.reading === reading) memory.sweep = undefined;
    },
    { abandon: true },
  );
  memory.sweep = { fresh, reading };
  return reading;
}

/** Lists and describes at the same time. What fails to be described fails the whole only after the last page. */
async function read(
  { eks, now, maxAgeMs, concurrency }: Settings,
  cluster: ClusterRef,
  { list, descriptions }: ClusterMemory,
  fresh: boolean,
  tell: (batch: AssociationBatch) => void,
  signal: AbortSignal,
): Promise<void> {
  const notBefore = fresh ? now() : now() - maxAgeMs;
  const listing = list.begin();
  const queue = new DescribeQueue(
    (associationId) => descriptions.ask(associationId, notBefore, signal),
    (associationId, association) => {
      if (association) return tell({ kind: 'described', items: [association] });
      list.drop(associationId);
      tell({ kind: 'gone', associationIds: [associationId] });
    },
    { whileListing: Math.ceil(concurrency / 3), afterwards: concurrency },
  );
  try {
    for await (const page of eks.listAssociations(cluster, {}, { signal })) {
      const items = listing.add(page);
      tell({ kind: 'summaries', items });
      queue.add(items.map(({ associationId }) => associationId));
    }
  } catch (error) {
    queue.stop();
    throw error;
  }
  const vanished = listing.complete();
  if (vanished.length > 0) tell({ kind: 'gone', associationIds: vanished });
  await queue.finish();
  // Under a rate limit this took minutes; who looks again now gets the whole list at once.
  list.confirm();
}

function summaryOf(association: Association): AssociationSummary {
  const { associationId, associationArn, namespace, serviceAccount, ownerArn } = association;
  return { associationId, associationArn, namespace, serviceAccount, ownerArn };
}

/** Neighbours of one kind as one batch: descriptions are told one by one. */
function* merged(batches: AssociationBatch[]): Generator<AssociationBatch> {
  let last: AssociationBatch | undefined;
  for (const batch of batches) {
    if (last?.kind === 'described' && batch.kind === 'described') {
      last.items.push(...batch.items);
      continue;
    }
    if (last) yield last;
    last = batch.kind === 'described' ? { kind: 'described', items: [...batch.items] } : batch;
  }
  if (last) yield last;
}
