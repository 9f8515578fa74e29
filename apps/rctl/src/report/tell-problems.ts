/** Says on stderr what could not be had, while the rest is printed. */
export function tellProblems(problems: readonly { what: string; why: string; remedy: string }[]): void {
  for (const { what, why, remedy } of problems) process.stderr.write(`Warning: ${what} ${why} ${remedy}\n`);
}
