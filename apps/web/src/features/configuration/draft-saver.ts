import { type Conflict, type Failure, toFailure } from '../../api/failure.ts';

export type DraftState =
  | { kind: 'saved'; at: string | undefined }
  | { kind: 'waiting' }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'conflict'; conflict: Conflict };

interface DraftSaverOptions {
  /** The text that the server has, and the version of its draft (0: none). */
  text: string;
  version: number;
  save(text: string, basedOn: number): Promise<{ version: number; updatedAt: string }>;
  onState(state: DraftState): void;
  /** Milliseconds that the text must rest. */
  rest?: number;
}

export interface DraftSaver {
  /** What the text is now; it is saved once it rests. */
  write(text: string): void;
  /** Saves now what is not saved yet; resolves when nothing is under way, whether it was saved or not. */
  flush(): Promise<void>;
  /** After a conflict: from now on the text follows that version, and what was written is saved over it. */
  follow(version: number, text?: string): void;
  stop(): void;
}

/** Saves a draft while it is written: one request at a time, the latest text only, nothing over somebody else's version. */
export function createDraftSaver({ text, version, save, onState, rest = 700 }: DraftSaverOptions): DraftSaver {
  let wanted = text;
  let saved = text;
  let based = version;
  let stuck = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (wanted !== saved && !stuck) {
      const sending = wanted;
      try {
        const answer = await save(sending, based);
        based = answer.version;
        saved = sending;
        if (wanted === saved) onState({ kind: 'saved', at: answer.updatedAt });
      } catch (error) {
        const failure = toFailure(error);
        stuck = failure.conflict !== undefined;
        onState(failure.conflict ? { kind: 'conflict', conflict: failure.conflict } : { kind: 'failed', failure });
        return;
      }
    }
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    running ??= run().finally(() => {
      running = undefined;
    });
    await running;
  };

  return {
    write(next) {
      if (next === wanted) return;
      wanted = next;
      if (stuck) return;
      clearTimeout(timer);
      if (wanted === saved && running === undefined) {
        onState({ kind: 'saved', at: undefined });
        return;
      }
      onState({ kind: 'waiting' });
      timer = setTimeout(() => void flush(), rest);
    },
    flush,
    follow(next, theirs) {
      based = next;
      stuck = false;
      if (theirs !== undefined) {
        saved = theirs;
        wanted = theirs;
        onState({ kind: 'saved', at: undefined });
        return;
      }
      // The server has another text than this one, so even an unchanged one is to be saved.
      saved = '\0';
      void flush();
    },
    stop: () => clearTimeout(timer),
  };
}
