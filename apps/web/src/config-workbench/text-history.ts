/** The texts of one piece of work: the one that is shown, those before it, and those that were undone. */
export interface TextHistory {
  readonly past: readonly string[];
  readonly text: string;
  readonly future: readonly string[];
  /** What wrote `text`, and when, in milliseconds: the next write of the same hand belongs to the same step. */
  readonly hand?: { readonly name: string; readonly at: number };
}

/** Steps that can be undone. */
const most = 200;
/** A pause in typing as long as this begins a new step. */
const pauseMs = 1_000;

export function beginHistory(text: string): TextHistory {
  return { past: [], text, future: [] };
}

/** Writes by the same hand (one field, the editor) without a pause are one step, so that undo takes back words, not letters. */
export function write(history: TextHistory, text: string, hand: { name: string; at: number }): TextHistory {
  if (text === history.text) return history;
  const goesOn = history.hand?.name === hand.name && hand.at - history.hand.at < pauseMs;
  const past = goesOn && history.past.length > 0 ? history.past : [...history.past, history.text].slice(-most);
  return { past, text, future: [], hand };
}

export function undo(history: TextHistory): TextHistory {
  const text = history.past.at(-1);
  if (text === undefined) return history;
  return { past: history.past.slice(0, -1), text, future: [history.text, ...history.future] };
}

export function redo(history: TextHistory): TextHistory {
  const [text, ...future] = history.future;
  if (text === undefined) return history;
  return { past: [...history.past, history.text], text, future };
}
