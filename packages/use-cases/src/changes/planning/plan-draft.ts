import type {
  ChangeKind,
  Cluster,
  Finding,
  FindingCode,
  Plan,
  PlanStep,
  Severity,
  StepAction,
} from '@podpass/inventory';
import { planStep } from './plan-step.ts';

/** A plan while it is being made. Steps are numbered in the order of their making, which is an order of doing. */
export class PlanDraft {
  readonly #cluster: Cluster;
  readonly #steps: PlanStep[] = [];
  readonly #findings: Finding[] = [];

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  get steps(): readonly PlanStep[] {
    return this.#steps;
  }

  /** Adds a step and gives its id. */
  step(action: StepAction, place: { dependsOn?: string[]; goal?: boolean } = {}): string {
    const id = `${this.#steps.length + 1}-${action.kind}`;
    this.#steps.push(planStep(action, this.#cluster.ref, { id, ...place }));
    return id;
  }

  /** The same fact is told once, however many items of the request come upon it. */
  finding(severity: Severity, code: FindingCode, subject: string, message: string, remedy?: string): void {
    const told = this.#findings.some(
      (known) => known.code === code && known.subject === subject && known.message === message,
    );
    if (told) return;
    this.#findings.push({ severity, code, subject, message, ...(remedy === undefined ? {} : { remedy }) });
  }

  finish(kind: ChangeKind | 'provision', title: string): Plan {
    return { cluster: this.#cluster.ref, kind, title, steps: this.#steps, findings: this.#findings };
  }
}
