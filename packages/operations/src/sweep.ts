import { errorWords, isOperationOver, type OperationEvent } from '@podpass/inventory';
import type { OperationAttempts, Store } from '@podpass/store';
import type { Durable, HeldAttempt } from './durable.ts';
import { readJournal } from './journal.ts';
import type { OperationWork } from './operation-work.ts';

export interface SweepOptions {
  store: Pick<Store, 'operations' | 'attempts'>;
  work: OperationWork;
  durable: Durable;
  version: string;
  carriesOn: readonly string[];
  sweepMs?: number;
  now: () => Date;
  onProblem: (error: unknown) => void;
}

type Unattended = Awaited<ReturnType<OperationAttempts['unattended']>>[number];

/** Looks for operations of replicas that are gone, at once and then again and again. Gives how to stop. */
export function startSweeping(options: SweepOptions): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping = Promise.resolve();
  const next = (): void => {
    sweeping = sweep(options)
      .catch(options.onProblem)
      .finally(() => {
        if (!stopped) timer = setTimeout(next, options.sweepMs ?? 1_000).unref();
      });
  };
  next();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await sweeping;
  };
}

async function sweep(options: SweepOptions): Promise<void> {
  const { store, durable } = options;
  const held = (await durable.held()).filter(({ runner }) => runner !== store.attempts.runner);
  const dead = await store.attempts.deadAmong([...new Set(held.map(({ runner }) => runner))]);
  for (const runner of dead) await durable.recover(runner);
  for (const attempt of held) {
    if (dead.includes(attempt.runner) && attempt.version !== options.version) await freeIfOver(options, attempt);
  }
  const unattended = await store.attempts.unattended();
  if (unattended.length === 0) return;
  const live = new Set(await store.attempts.liveVersions());
  for (const operation of unattended) await attend(options, operation, live);
}

/** Another version's replica had ended the operation, and then itself, before the queue knew. */
async function freeIfOver({ durable, store }: SweepOptions, { id, attempt }: HeldAttempt): Promise<void> {
  const operation = await store.operations.get(id);
  const over = operation === undefined || operation.attempt !== attempt || isOperationOver(operation.state);
  if (over) await durable.forget(id, attempt);
}

async function attend(options: SweepOptions, found: Unattended, live: ReadonlySet<string>): Promise<void> {
  const { durable, store, version, carriesOn } = options;
  if (found.version === version) {
    const status = await durable.statusOf(found.id, found.attempt);
    // It was recorded, and whoever recorded it ended before it was in the queue.
    if (status === 'none') await durable.enqueue(found);
    if (status === 'over') await giveUp(options, found, 'operation-interrupted');
    return;
  }
  if (live.has(found.version)) return;
  await durable.forget(found.id, found.attempt);
  if (!carriesOn.includes(found.version)) return await giveUp(options, found, 'operation-version-unknown');
  const operation = await store.attempts.carryOn(found, version);
  if (operation !== undefined) await durable.enqueue({ ...found, attempt: operation.attempt });
}

/** Ends what nobody can carry on, with what it is known to have done. */
async function giveUp(
  { store, work, now }: SweepOptions,
  { id, attempt, version }: Unattended,
  code: 'operation-interrupted' | 'operation-version-unknown',
): Promise<void> {
  const claim = await store.attempts.claim(id, attempt);
  const operation = await store.operations.get(id);
  if (claim === undefined || operation === undefined) return;
  const { finished } = readJournal(operation.plan.steps, await store.operations.events(id, 0));
  await work.ended({ operation, requesterRole: claim.requesterRole, finished, state: 'interrupted' });
  const words = errorWords(code, { id, version });
  const line: Omit<OperationEvent, 'seq'> = {
    at: now().toISOString(),
    operationState: 'interrupted',
    message: words.what,
    error: { code, ...words },
  };
  await store.operations.appendEvent(id, line, claim.number);
}
