import { raceSignal } from './race-signal.ts';

export interface SweepOptions {
  /** Stop when nobody follows any more. */
  abandon: boolean;
}

/** A long reading that is done once and told from its beginning to everyone who follows it. */
export class Sweep<Batch> {
  readonly #told: Batch[] = [];
  readonly #stop = new AbortController();
  readonly #abandon: boolean;
  #outcome: { error?: unknown } | undefined;
  #followers = 0;
  #wake: () => void = () => {};
  #news: Promise<void> = Promise.resolve();

  /** Begins at once. `onEnd` hears how it ended before any follower does. */
  constructor(
    read: (tell: (batch: Batch) => void, signal: AbortSignal) => Promise<void>,
    onEnd: (complete: boolean) => void,
    { abandon }: SweepOptions,
  ) {
    this.#abandon = abandon;
    this.#renewNews();
    const tell = (batch: Batch) => {
      this.#told.push(batch);
      this.#renewNews();
    };
    const end = (outcome: { error?: unknown }) => {
      this.#outcome = outcome;
      onEnd(!('error' in outcome));
      this.#renewNews();
    };
    read(tell, this.#stop.signal).then(
      () => end({}),
      (error: unknown) => end({ error }),
    );
  }

  /** Whether it can still be followed to its end. */
  get running(): boolean {
    return this.#outcome === undefined && !this.#stop.signal.aborted;
  }

  /** Everything told so far and from now on, in as few steps as the follower is slow. */
  async *follow(signal?: AbortSignal): AsyncGenerator<Batch[]> {
    this.#followers += 1;
    try {
      for (let next = 0; ; ) {
        signal?.throwIfAborted();
        // In this order: what comes between the two looks wakes us.
        const news = this.#news;
        if (next < this.#told.length) {
          const batches = this.#told.slice(next);
          next = this.#told.length;
          yield batches;
        } else if (this.#outcome) {
          if ('error' in this.#outcome) throw this.#outcome.error;
          return;
        } else {
          await raceSignal(news, signal);
        }
      }
    } finally {
      this.#followers -= 1;
      if (this.#followers === 0 && this.#abandon && !this.#outcome) {
        this.#stop.abort(new DOMException('nobody follows any more', 'AbortError'));
      }
    }
  }

  #renewNews(): void {
    this.#wake();
    this.#news = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
