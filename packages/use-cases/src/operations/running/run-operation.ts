import {
  type Operation,
  type OperationState,
  type Cluster,
  type ErrorReport,
  isPodpassError,
  type PlanStep,
} from '@podpass/inventory';
import type { Actor, Environment } from '../../environment.ts';
import type { StepContext } from '../../changes/steps/step-runner.ts';
import { applyStep, canBeUndone, undoStep } from '../../changes/steps/step-runners.ts';
import { auditOperation } from './audit-operation.ts';
import { errorReport } from './error-report.ts';
import { refreshReaders } from './refresh-readers.ts';
import { type FinishedSteps, stepsToUndo } from './steps-to-undo.ts';

/** Steps on their way at the same time. */
const concurrency = 4;
/** How often a step is tried again by itself after a passing failure; gateways have retried each call before. */
const attempts = 4;

/**
 * Runs the steps of an operation in the order of their dependencies. If some fail, what only they needed is taken back.
 * Every turn is told as an event; resolves when the operation has ended, however it ended.
 */
export async function runOperation(
  env: Environment,
  actor: Actor,
  operation: Operation,
  cluster: Cluster,
): Promise<void> {
  const run = new Run(env, operation, cluster);
  await run.forward();
  await run.takeBack();
  await refreshReaders(env, cluster, operation.plan);
  const { state, error } = run.verdict();
  await auditOperation(env, actor, operation, run.finished, state);
  await run.end(state, error);
}

class Run {
  readonly #env: Environment;
  readonly #operation: Operation;
  readonly #cluster: Cluster;
  readonly finished: FinishedSteps = new Map();
  #undoFailed = false;
  #firstError: ErrorReport | undefined;

  constructor(env: Environment, operation: Operation, cluster: Cluster) {
    this.#env = env;
    this.#operation = operation;
    this.#cluster = cluster;
  }

  async forward(): Promise<void> {
    const waiting = new Set(this.#operation.plan.steps);
    const running = new Map<PlanStep, Promise<void>>();
    const broken: unknown[] = [];
    while ((waiting.size > 0 && broken.length === 0) || running.size > 0) {
      for (const step of waiting) {
        if (running.size >= concurrency || broken.length > 0) break;
        const readiness = this.#readiness(step);
        if (readiness === 'wait') continue;
        waiting.delete(step);
        const work = readiness === 'go' ? this.#do(step) : this.#skip(step);
        // Steps catch their own failures; what comes out here means that events cannot be recorded any more.
        const kept = work.catch((error: unknown) => void broken.push(error)).finally(() => running.delete(step));
        running.set(step, kept);
      }
      await Promise.race(running.values());
    }
    if (broken.length > 0) throw broken[0];
  }

  async takeBack(): Promise<void> {
    for (const step of stepsToUndo(this.#operation.plan.steps, this.finished)) {
      if (canBeUndone(step)) await this.#undo(step);
    }
  }

  verdict(): { state: OperationState; error: ErrorReport | undefined } {
    const states = [...this.finished.values()].map(({ state }) => state);
    const goals = this.#operation.plan.steps
      .filter((step) => step.goal)
      .map((step) => this.finished.get(step.id)?.state);
    const reached = goals.filter((state) => state === 'done' || state === 'already-so').length;
    const error = this.#firstError;
    if (this.#undoFailed || states.includes('unknown')) return { state: 'stuck', error };
    if (!states.includes('failed')) return { state: 'done', error };
    return { state: reached > 0 ? 'partial' : 'undone', error };
  }

  async end(state: OperationState, error: ErrorReport | undefined): Promise<void> {
    const message = endInWords[state];
    await this.#tell({ operationState: state, message, ...(error === undefined || state === 'done' ? {} : { error }) });
  }

  #readiness(step: PlanStep): 'go' | 'wait' | 'skip' {
    const before = step.dependsOn.map((id) => this.finished.get(id)?.state);
    if (before.some((state) => state === 'failed' || state === 'skipped' || state === 'unknown')) return 'skip';
    return before.every((state) => state === 'done' || state === 'already-so') ? 'go' : 'wait';
  }

  async #skip(step: PlanStep): Promise<void> {
    this.finished.set(step.id, { state: 'skipped' });
    await this.#tell({ stepId: step.id, stepState: 'skipped', message: 'Left out: a step that it needs has failed' });
  }

  async #do(step: PlanStep): Promise<void> {
    await this.#tell({ stepId: step.id, stepState: 'running', message: step.title });
    const context = this.#context(step);
    try {
      const { did, message } = await this.#try(step, context);
      const state = did ? 'done' : 'already-so';
      this.finished.set(step.id, { state });
      await this.#tell({ stepId: step.id, stepState: state, message });
    } catch (error) {
      const report = errorReport(error, this.#operation.id);
      this.#firstError ??= report;
      // After a passing failure nobody knows whether a goal was reached: then nothing that it needs may be taken back.
      const state = step.goal && isPassing(error) && step.dependsOn.length > 0 ? 'unknown' : 'failed';
      this.finished.set(step.id, { state, mayHaveHappened: isPassing(error) });
      await this.#tell({ stepId: step.id, stepState: 'failed', message: report.what, error: report });
      if (!isPodpassError(error)) this.#env.background(Promise.reject(error));
    }
  }

  async #try(step: PlanStep, context: StepContext) {
    let uncertain = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { did, message } = await applyStep(step, context);
        return { did: did || uncertain, message };
      } catch (error) {
        if (!isPassing(error) || attempt >= attempts) throw error;
        uncertain = true;
        await context.note(
          `${errorReport(error, this.#operation.id).what} Trying again (${attempt + 1} of ${attempts})`,
        );
        await this.#env.sleep(this.#env.timing.poll * 2 ** (attempt - 1));
      }
    }
  }

  async #undo(step: PlanStep): Promise<void> {
    await this.#tell({ stepId: step.id, stepState: 'undoing', message: step.undo ?? 'Taking it back' });
    try {
      await this.#tell({ stepId: step.id, stepState: 'undone', message: await this.#tryUndo(step) });
    } catch (error) {
      this.#undoFailed = true;
      const report = errorReport(error, this.#operation.id);
      await this.#tell({ stepId: step.id, stepState: 'undo-failed', message: report.what, error: report });
    }
  }

  async #tryUndo(step: PlanStep): Promise<string> {
    const context = this.#context(step);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await undoStep(step, context);
      } catch (error) {
        if (!isPassing(error) || attempt >= attempts) throw error;
        await this.#env.sleep(this.#env.timing.poll * 2 ** (attempt - 1));
      }
    }
  }

  #context(step: PlanStep): StepContext {
    return {
      env: this.#env,
      cluster: this.#cluster,
      operationId: this.#operation.id,
      stepId: step.id,
      followsAssociationChange: step.dependsOn.some((id) => this.finished.get(id)?.state === 'done'),
      note: (message) => this.#tell({ stepId: step.id, stepState: 'running', message }),
    };
  }

  async #tell(event: Omit<Parameters<Environment['operations']['appendEvent']>[1], 'at'>): Promise<void> {
    await this.#env.operations.appendEvent(this.#operation.id, { at: this.#env.now().toISOString(), ...event });
  }
}

const endInWords: Record<OperationState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  cancelling: 'Cancelling',
  cancelled: 'Cancelled: what was done stays',
  failed: 'Failed: what was done stays, and it can be retried',
  undoing: 'Undoing',
  done: 'Done',
  partial: 'Partly done: what failed was taken back, the rest is in place',
  undone: 'Failed: what had been made was taken back',
  stuck: 'Failed, and not everything could be taken back: look at the steps',
  interrupted: 'Interrupted',
};

/** Failures after which nobody knows whether the effect happened, and that may pass. */
function isPassing(error: unknown): boolean {
  return isPodpassError(error) && passing.has(error.code);
}

const passing = new Set([
  'aws-throttled',
  'aws-unavailable',
  'aws-conflict',
  'kubernetes-unreachable',
  'kubernetes-conflict',
]);
