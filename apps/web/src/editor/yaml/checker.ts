import type { ConfigFacts, Diagnostic, WantedFacts } from '@podpass/cluster-config';
import { noteCheckedText } from './checked-text.ts';

export interface CheckRequest {
  readonly id: number;
  readonly text: string;
  /** Undefined: those that the worker got last. There may be thousands, too many to hand over after every key. */
  readonly facts: ConfigFacts | undefined;
}

export interface CheckAnswer {
  readonly id: number;
  readonly diagnostics: readonly Diagnostic[];
  /** What to look up, so that the text can be judged by it. */
  readonly wanted: WantedFacts | undefined;
}

/** What a checker needs of a web worker. */
export interface CheckWorker {
  ask(request: CheckRequest): void;
  end(): void;
}

export interface CheckWorkerEvents {
  answered(answer: CheckAnswer): void;
  failed(reason: string): void;
}

/** The latest verdict; `text` undefined before the first one. */
export interface Checked {
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly failure: string | undefined;
  /** As the last text said that could be read: facts that came and went would have a text checked again that hangs. */
  readonly wanted: WantedFacts | undefined;
}

interface CheckerOptions {
  start(events: CheckWorkerEvents): CheckWorker;
  onChecked(checked: Checked): void;
  /** Milliseconds that the text must rest before it is sent. */
  pause?: number;
  /** Milliseconds after which a check counts as hung. */
  patience?: number;
}

export interface Checker {
  /** Keep `facts` the same object while they are the same. */
  check(text: string, facts: ConfigFacts): void;
  /** Ends the worker. A later `check` starts another one. */
  stop(): void;
}

interface Question {
  readonly id: number;
  readonly text: string;
  readonly facts: ConfigFacts;
}

/** After these many milliseconds without typing a text is checked: a marker within 150 ms leaves no more. */
const PAUSE = 30;
const PATIENCE = 5_000;
/** How much longer the first check of a worker may take, which has to be loaded before it can begin. */
const LOADING = 3;

/**
 * Sends texts to a worker, one at a time and only the latest; drops answers to what is no longer the text; ends a worker
 * that hangs and says so. Any next text starts a new worker.
 */
export function createChecker({ start, onChecked, pause = PAUSE, patience = PATIENCE }: CheckerOptions): Checker {
  let worker: CheckWorker | undefined;
  /** Those that the worker has. */
  let given: ConfigFacts | undefined;
  let sent: Question | undefined;
  let waiting: Question | undefined;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let hangTimer: ReturnType<typeof setTimeout> | undefined;
  let lastId = 0;
  let lastWanted: WantedFacts | undefined;

  const send = () => {
    if (sent !== undefined || waiting === undefined) return;
    sent = waiting;
    waiting = undefined;
    const allowed = worker === undefined ? patience * LOADING : patience;
    hangTimer = setTimeout(() => {
      fail(`The check took longer than ${allowed / 1000} seconds and was stopped. It runs again at the next change.`);
    }, allowed);
    const { id, text, facts } = sent;
    worker ??= start({ answered, failed: fail });
    worker.ask({ id, text, facts: facts === given ? undefined : facts });
    given = facts;
  };

  const answered = ({ id, diagnostics, wanted }: CheckAnswer) => {
    if (sent?.id !== id) return;
    const { text } = sent;
    clearTimeout(hangTimer);
    sent = undefined;
    if (id === lastId) {
      noteCheckedText(diagnostics, text);
      lastWanted = wanted;
      onChecked({ text, diagnostics, failure: undefined, wanted });
    } else if (restTimer === undefined) {
      send();
    }
  };

  const fail = (failure: string) => {
    const text = sent?.text;
    end();
    // What was typed meanwhile may be harmless again: the new worker gets it.
    if (waiting !== undefined) send();
    else onChecked({ text, diagnostics: [], failure, wanted: lastWanted });
  };

  const end = () => {
    clearTimeout(hangTimer);
    worker?.end();
    worker = undefined;
    given = undefined;
    sent = undefined;
  };

  return {
    check(text, facts) {
      waiting = { id: ++lastId, text, facts };
      clearTimeout(restTimer);
      restTimer = setTimeout(() => {
        restTimer = undefined;
        send();
      }, pause);
    },
    stop() {
      clearTimeout(restTimer);
      restTimer = undefined;
      waiting = undefined;
      end();
    },
  };
}
