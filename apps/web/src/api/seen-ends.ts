/** Operations whose progress is on the page now, and how many parts of it show each. */
const watched = new Map<string, number>();
const ends = new Set<string>();

/** Says that a part of the page shows how this operation goes. Gives how to take that back. */
export function watchHere(id: string): () => void {
  watched.set(id, (watched.get(id) ?? 0) + 1);
  return () => {
    const left = (watched.get(id) ?? 1) - 1;
    if (left > 0) watched.set(id, left);
    else watched.delete(id);
  };
}

/** Says that the end of this attempt was on the page. */
export function tellEnd(id: string, attempt: number): void {
  ends.add(`${id} ${attempt}`);
}

/** Whether the page itself has told how this attempt ended, or is about to: then no notice has to. */
export function isEndTold(id: string, attempt: number): boolean {
  return watched.has(id) || ends.has(`${id} ${attempt}`);
}
