import { raceSignal } from './race-signal.ts';

interface Remembered<Answer> {
  /** Order of asking: a slow answer to an older question never replaces a newer one. */
  seq: number;
  askedAt: number;
  /** Undefined: forgotten. */
  answer: { value: Answer } | undefined;
}

interface Asked<Answer> {
  askedAt: number;
  answer: Promise<Answer>;
}

/**
 * Answers by key, remembered with the time at which they were asked for. Concurrent questions for one key are one
 * question, which therefore no single asker can abort.
 */
export class RememberedAnswers<Answer> {
  readonly #fetch: (key: string) => Promise<Answer>;
  readonly #now: () => number;
  readonly #remembered = new Map<string, Remembered<Answer>>();
  readonly #asked = new Map<string, Asked<Answer>>();
  #seq = 0;

  constructor(fetch: (key: string) => Promise<Answer>, now: () => number) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** Undefined if there is no answer, or only one that was asked for before `notBefore`. */
  recall(key: string, notBefore: number): { value: Answer } | undefined {
    const known = this.#remembered.get(key);
    return known && known.askedAt >= notBefore ? known.answer : undefined;
  }

  /** Remembered, on its way, or asked for now. */
  async ask(key: string, notBefore: number, signal?: AbortSignal): Promise<Answer> {
    const known = this.recall(key, notBefore);
    if (known) return known.value;
    const asked = this.#asked.get(key);
    return raceSignal(asked && asked.askedAt >= notBefore ? asked.answer : this.#send(key), signal);
  }

  /** Asked for now in any case: what is on its way may have been asked before a write. */
  renew(key: string, signal?: AbortSignal): Promise<Answer> {
    return raceSignal(this.#send(key), signal);
  }

  forget(key: string): void {
    this.#seq += 1;
    this.#asked.delete(key);
    this.#remembered.set(key, { seq: this.#seq, askedAt: this.#now(), answer: undefined });
  }

  #send(key: string): Promise<Answer> {
    this.#seq += 1;
    const seq = this.#seq;
    const askedAt = this.#now();
    const asked: Asked<Answer> = { askedAt, answer: this.#fetch(key) };
    this.#asked.set(key, asked);
    const settled = () => {
      if (this.#asked.get(key) === asked) this.#asked.delete(key);
    };
    // Whoever asks handles the rejection; if all askers have left, there is nobody whom it concerns.
    asked.answer.then((value) => {
      settled();
      const known = this.#remembered.get(key);
      if (!known || known.seq < seq) this.#remembered.set(key, { seq, askedAt, answer: { value } });
    }, settled);
    return asked.answer;
  }
}
