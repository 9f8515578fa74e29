/** The known name that a misspelt one most likely means, or undefined when none is near. */
export function closestName(written: string, known: readonly string[]): string | undefined {
  if (written.length > 64) return undefined;
  const lower = written.toLowerCase();
  const sameLetters = known.find((name) => name.toLowerCase() === lower || bare(name) === bare(written));
  if (sameLetters !== undefined) return sameLetters;
  const limit = Math.max(1, Math.floor(written.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    if (Math.abs(name.length - written.length) > limit) continue;
    const distance = editDistance(lower, name.toLowerCase());
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** `role_arn`, `role-arn` and `roleARN` are one word in different hands. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Insertions, removals, replacements and swapped neighbours (optimal string alignment). */
function editDistance(left: string, right: string): number {
  let twoAgo: number[] = [];
  let before = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
          ? (twoAgo[column - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      const changed = (before[column - 1] ?? 0) + cost;
      current[column] = Math.min((before[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, changed, swapped);
    }
    twoAgo = before;
    before = current;
  }
  return before[right.length] ?? 0;
}
