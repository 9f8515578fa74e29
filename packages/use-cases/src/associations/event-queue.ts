/** Lets several producers feed one reader in the order of their pushes. */
export interface EventQueue<Event> {
  push(event: Event): void;
  end(): void;
  fail(error: unknown): void;
  /** For one reader. Ends with `end`, rejects with `fail`, ends when the signal fires. */
  read(signal?: AbortSignal): AsyncGenerator<Event>;
}

export function createEventQueue<Event>(): EventQueue<Event> {
  const waiting: Event[] = [];
  let outcome: { error?: unknown; failed: boolean } | undefined;
  let wake: (() => void) | undefined;
  const ring = () => {
    wake?.();
    wake = undefined;
  };

  return {
    push(event) {
      waiting.push(event);
      ring();
    },
    end() {
      outcome ??= { failed: false };
      ring();
    },
    fail(error) {
      outcome ??= { failed: true, error };
      ring();
    },
    async *read(signal) {
      signal?.addEventListener('abort', ring, { once: true });
      try {
        while (!signal?.aborted) {
          const event = waiting.shift();
          if (event !== undefined) yield event;
          else if (outcome?.failed) throw outcome.error;
          else if (outcome) return;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        signal?.removeEventListener('abort', ring);
      }
    },
  };
}
