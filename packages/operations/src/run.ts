import {
  type ErrorReport,
  hasCode,
  isPodpassError,
  type Operation,
  type OperationEvent,
  type PlanStep,
  withDependents,
} from '@podpass/inventory';
import type { AttemptMode, Store } from '@podpass/store';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorReport } from './error-report.ts';
import { failedStep, type Journal, readJournal } from './journal.ts';
import type { OperationStepContext, OperationWork, StepOutcome, UndoOutcome } from './operation-work.ts';
import { isPassing } from './passing.ts';
import { stepsToUndo } from './steps-to-undo.ts';
import { endInWords, verdictOf } from './verdict.ts';

/** Steps on their way at the same time. */
const concurrency = 4;
/** How often a step is tried again by itself after a passing failure; gateways have retried each call before. */
const attempts = 4;

/** Thrown where a run has to leave everything as it is, because this process stops or another one runs it now. */
export class Parked extends Error {
  override readonly name = 'Parked';
}

export type StopReason = 'cancel' | 'park';

export interface RunOptions {
  store: Pick<Store, 'operations'>;
  work: OperationWork;
  operation: Operation;
  claim: number;
  mode: AttemptMode;
  requesterRole: string;
  events: OperationEvent[];
  /** Between the first two tries of a step, in milliseconds; doubles with each. */
  retryMs: number;
  now: () => Date;
  /** Told of defects of ours. */
  onProblem: (error: unknown) => void;
}

/**
 * One execution of one attempt of an operation. Each phase reads what it needs from the journal, so that after a crash
 * the same phase on another replica goes on where this one was. Rejects with {@link Parked} if it must not go on.
 */
export class Run {
  readonly #options: RunOptions;
  readonly #journal: Journal;
  readonly #stop = new AbortController();
  #firstError: ErrorReport | undefined;
  #stopReason: StopReason | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
    const { operation, events, work } = options;
    const { plan } = operation;
    this.#journal = readJournal(plan.steps, events, (step) => work.redoneWith?.(step, plan) ?? []);
    this.#firstError = firstErrorOf(options.events);
  }

  /** Lets no further step begin, and those that wait end. Cancelled steps are told; parked ones are not. */
  stop(reason: StopReason): void {
    if (this.#stopReason === 'park') return;
    this.#stopReason = reason;
    this.#stop.abort(
      new Error(reason === 'cancel' ? 'The operation was cancelled.' : 'The operation goes on elsewhere.'),
    );
  }

  async begin(): Promise<void> {
    const { mode, operation } = this.#options;
    const state = mode === 'undo' ? 'undoing' : 'running';
    if (operation.state !== 'waiting') return;
    await this.#tell({ operationState: state, message: mode === 'undo' ? 'Taking it back' : 'Started' });
  }

  /** Whatever is open, side by side. What is to be undone only goes back. */
  async forward(): Promise<void> {
    if (this.#options.mode === 'undo') return;
    const waiting = new Set(this.#plan.steps.filter((step) => !this.#journal.finished.has(step.id)));
    const running = new Map<PlanStep, Promise<void>>();
    const broken: unknown[] = [];
    while ((waiting.size > 0 && this.#mayBegin(broken)) || running.size > 0) {
      for (const step of waiting) {
        if (running.size >= concurrency || !this.#mayBegin(broken)) break;
        const readiness = this.#readiness(step);
        if (readiness === 'wait') continue;
        waiting.delete(step);
        const work = readiness === 'go' ? this.#do(step) : this.#skip(step);
        // Steps catch their own failures; what comes out here means that this run must not go on.
        const kept = work.catch((error: unknown) => void broken.push(error)).finally(() => running.delete(step));
        running.set(step, kept);
      }
      await Promise.race(running.values());
    }
    if (broken.length > 0) throw broken[0];
    this.#mustNotBeParked();
  }

  /** After a failure what only the failed steps needed; in an undoing attempt everything that was done. Last first. */
  async takeBack(): Promise<void> {
    const toTakeBack = this.#toTakeBack().filter((step) => this.#options.work.canBeUndone(step));
    const goesWith = (step: PlanStep, below: PlanStep): boolean => this.#options.work.goesWith?.(step, below) === true;
    let staying: PlanStep[] = [];
    for (const step of toTakeBack) {
      this.#mustNotBeParked();
      if (this.#options.mode === 'undo' && this.#stopReason === 'cancel') return;
      // Nothing is taken away from under what could not be taken back.
      const standing = withDependents(this.#plan.steps, [step.id]);
      const held = staying.find((other) => standing.has(other.id) && !goesWith(other, step));
      if (held !== undefined)
        await this.#tell({ stepId: step.id, message: `Left in place, since this stands on it: ${held.title}` });
      if (held === undefined && (await this.#undo(step))) staying = staying.filter((other) => !goesWith(other, step));
      else staying.push(step);
    }
  }

  async end(): Promise<void> {
    const { work, operation, requesterRole, mode } = this.#options;
    const { finished } = this.#journal;
    const cancelled = this.#stopReason === 'cancel';
    const state = verdictOf({ plan: this.#plan, journal: this.#journal, mode, cancelled });
    await this.#unlessStoreIsAway(() => work.ended({ operation, requesterRole, finished, state }));
    const error = state === 'done' || mode === 'undo' ? undefined : this.#firstError;
    await this.#tell({ operationState: state, message: endInWords[state], ...(error && { error }) });
  }

  /** For a defect: an operation that was recorded has to end. */
  async breakOff(defect: unknown): Promise<void> {
    const { work, operation, requesterRole } = this.#options;
    const error = errorReport(defect, operation.id);
    const { finished } = this.#journal;
    await this.#unlessStoreIsAway(() => work.ended({ operation, requesterRole, finished, state: 'stuck' }));
    await this.#tell({ operationState: 'stuck', message: error.what, error });
  }

  get #plan() {
    return this.#options.operation.plan;
  }

  #mayBegin(broken: unknown[]): boolean {
    const stopped = this.#plan.onFailure === 'stop' && this.#hasFailed();
    return broken.length === 0 && !this.#stop.signal.aborted && !stopped;
  }

  #hasFailed(): boolean {
    return [...this.#journal.finished.values()].some(({ state }) => state === 'failed' || state === 'unknown');
  }

  #mustNotBeParked(): void {
    if (this.#stopReason === 'park') throw new Parked();
  }

  #readiness(step: PlanStep): 'go' | 'wait' | 'skip' {
    const before = step.dependsOn.map((id) => this.#journal.finished.get(id)?.state);
    if (before.some((state) => state === 'failed' || state === 'skipped' || state === 'unknown')) return 'skip';
    return before.every((state) => state === 'done' || state === 'already-so') ? 'go' : 'wait';
  }

  async #skip(step: PlanStep): Promise<void> {
    await this.#tell({ stepId: step.id, stepState: 'skipped', message: 'Left out: a step that it needs has failed' });
    this.#journal.finished.set(step.id, { state: 'skipped' });
  }

  async #do(step: PlanStep): Promise<void> {
    const { operation, onProblem, now } = this.#options;
    const again = this.#journal.begun.has(step.id);
    const at = now().toISOString();
    const message = again ? `${step.title}, again` : step.title;
    await this.#tell({ at, stepId: step.id, stepState: 'running', message });
    this.#journal.begun.add(step.id);
    if (!this.#journal.begunAt.has(step.id)) this.#journal.begunAt.set(step.id, at);
    try {
      const { did, ...told } = await this.#try(step, again);
      const state = did ? 'done' : 'already-so';
      await this.#tell({ stepId: step.id, stepState: state, ...told });
      this.#journal.finished.set(step.id, { state });
    } catch (error) {
      if (error instanceof Parked) throw error;
      this.#mustNotBeParked();
      if (this.#stop.signal.aborted && !isPodpassError(error)) {
        await this.#tell({
          stepId: step.id,
          stepState: 'waiting',
          message: 'Stopped waiting: the operation was cancelled',
        });
        return;
      }
      const report = errorReport(error, operation.id);
      this.#firstError ??= report;
      await this.#tell({ stepId: step.id, stepState: 'failed', message: report.what, error: report });
      this.#journal.finished.set(step.id, failedStep(step, report.code));
      if (!isPodpassError(error)) onProblem(error);
    }
    this.#journal.begun.delete(step.id);
  }

  async #try(step: PlanStep, again: boolean): Promise<StepOutcome> {
    const context = this.#context(step);
    let uncertain = again;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcome = await this.#options.work.applyStep(step, context);
        return { ...outcome, did: outcome.did || uncertain };
      } catch (error) {
        if (!isPassing(error) || attempt >= attempts || this.#stop.signal.aborted) throw error;
        uncertain = true;
        const { what } = errorReport(error, this.#options.operation.id);
        await context.note(`${what} Trying again (${attempt + 1} of ${attempts})`);
        await this.#pause(attempt);
      }
    }
  }

  #toTakeBack(): PlanStep[] {
    const { finished, begun, failed } = this.#journal;
    const { work, mode } = this.#options;
    if (mode === 'forward') {
      const cancelled = this.#stopReason === 'cancel';
      return cancelled || this.#plan.onFailure === 'stop' ? [] : stepsToUndo(this.#plan.steps, finished);
    }
    return this.#plan.steps.toReversed().filter((step) => {
      const own = finished.get(step.id);
      const inPart = failed.has(step.id) && work.mayLeavePart?.(step) === true;
      return own?.state === 'done' || begun.has(step.id) || inPart;
    });
  }

  /** Whether it is taken back now. */
  async #undo(step: PlanStep): Promise<boolean> {
    await this.#tell({ stepId: step.id, stepState: 'undoing', message: step.undo ?? 'Taking it back' });
    try {
      const told = await this.#tryUndo(step);
      await this.#tell({ stepId: step.id, stepState: 'undone', ...told });
      this.#journal.finished.set(step.id, { state: 'undone' });
      return true;
    } catch (error) {
      if (error instanceof Parked) throw error;
      this.#mustNotBeParked();
      if (this.#stop.signal.aborted && !isPodpassError(error)) {
        const message = 'Stopped taking it back: the operation was cancelled';
        await this.#tell({ stepId: step.id, stepState: 'waiting', message });
        return false;
      }
      const report = errorReport(error, this.#options.operation.id);
      await this.#tell({ stepId: step.id, stepState: 'undo-failed', message: report.what, error: report });
      this.#journal.undoFailed = true;
      return false;
    }
  }

  async #tryUndo(step: PlanStep): Promise<UndoOutcome> {
    const context = this.#context(step);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#options.work.undoStep(step, context);
      } catch (error) {
        if (!isPassing(error) || attempt >= attempts || this.#stop.signal.aborted) throw error;
        await this.#pause(attempt);
      }
    }
  }

  #context(step: PlanStep): OperationStepContext {
    return {
      operation: this.#options.operation,
      followsChange: step.dependsOn.some((id) => this.#journal.finished.get(id)?.state === 'done'),
      begunAt: this.#journal.begunAt.get(step.id) ?? this.#options.now().toISOString(),
      signal: this.#stop.signal,
      note: (message) => this.#tell({ stepId: step.id, stepState: 'running', message }),
    };
  }

  async #pause(attempt: number): Promise<void> {
    await sleep(this.#options.retryMs * 2 ** (attempt - 1), undefined, { signal: this.#stop.signal });
  }

  async #tell(event: Omit<OperationEvent, 'seq' | 'at'> & { at?: string }): Promise<void> {
    const { store, operation, claim, now } = this.#options;
    const line = { at: now().toISOString(), ...event };
    try {
      await this.#unlessStoreIsAway(() => store.operations.appendEvent(operation.id, line, claim));
    } catch (error) {
      if (!hasCode(error, 'operation-interrupted', 'operation-over', 'operation-not-found')) throw error;
      this.stop('park');
      throw new Parked();
    }
  }

  /** Waits for a database that is away: a step that was done has to be recorded. */
  async #unlessStoreIsAway<T>(work: () => Promise<T>): Promise<T> {
    for (let pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
      this.#mustNotBeParked();
      try {
        return await work();
      } catch (error) {
        if (!hasCode(error, 'store-unavailable')) throw error;
      }
      await sleep(pause);
    }
  }
}

/** Of the attempt that is on its way. */
function firstErrorOf(events: readonly OperationEvent[]): ErrorReport | undefined {
  const began = events.findLastIndex((event) => event.attempt !== undefined);
  return events.slice(began + 1).find((event) => event.stepState === 'failed')?.error;
}
