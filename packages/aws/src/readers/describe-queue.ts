import { type Association, hasCode } from '@podpass/inventory';

/**
 * Descriptions of listed associations, in the order of the list, so many at a time: fewer while pages still come, so
 * that a rate limit is first spent on showing every row. What does not exist any more is passed on as undefined; any
 * other failure stops the queue and is thrown at its end.
 */
export class DescribeQueue {
  readonly #describe: (associationId: string) => Promise<Association>;
  readonly #onResult: (associationId: string, association: Association | undefined) => void;
  readonly #afterwards: number;
  readonly #todo: string[] = [];
  readonly #workers = new Set<Promise<void>>();
  #atATime: number;
  #failure: { error: unknown } | undefined;

  constructor(
    describe: (associationId: string) => Promise<Association>,
    onResult: (associationId: string, association: Association | undefined) => void,
    { whileListing, afterwards }: { whileListing: number; afterwards: number },
  ) {
    this.#describe = describe;
    this.#onResult = onResult;
    this.#atATime = whileListing;
    this.#afterwards = afterwards;
  }

  add(associationIds: string[]): void {
    if (this.#failure) return;
    // Taken from the end.
    this.#todo.unshift(...associationIds.toReversed());
    this.#start();
  }

  /** Begins nothing more. */
  stop(): void {
    this.#todo.length = 0;
  }

  /** No more will be added. Resolves when all are described, rejects with the first failure. */
  async finish(): Promise<void> {
    this.#atATime = this.#afterwards;
    this.#start();
    while (this.#workers.size > 0) await Promise.all(this.#workers);
    if (this.#failure) throw this.#failure.error;
  }

  #start(): void {
    while (this.#workers.size < this.#atATime && this.#todo.length > 0) {
      const worker = this.#work().finally(() => this.#workers.delete(worker));
      this.#workers.add(worker);
    }
  }

  /** Never rejects: failures are kept for {@link finish}. */
  async #work(): Promise<void> {
    for (let id = this.#todo.pop(); id !== undefined; id = this.#todo.pop()) {
      try {
        this.#onResult(id, await this.#describe(id));
      } catch (error) {
        if (hasCode(error, 'association-not-found')) {
          this.#onResult(id, undefined);
        } else {
          this.#failure ??= { error };
          this.stop();
        }
      }
    }
  }
}
