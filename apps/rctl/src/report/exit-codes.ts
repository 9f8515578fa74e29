/** What scripts can rely on. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  /** The plan, or the input, has findings that block it. */
  blocked: 3,
  /** Not signed in, or not allowed. */
  denied: 4,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
