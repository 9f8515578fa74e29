import { z } from 'zod';

/** Lines and columns count from 1. */
const TextPosition = z.object({ line: z.int().min(1), column: z.int().min(1) });
const TextRange = z.object({ start: TextPosition, end: TextPosition });

/** One thing that is to say about a configuration's text, as `rctl validate -o json` prints it (DESIGN §7). */
export const ConfigDiagnostic = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  range: TextRange,
  /** Replacements in the text as it was checked; `start` and `end` are offsets in UTF-16 code units. */
  fix: z
    .object({
      title: z.string(),
      edits: z.array(z.object({ range: TextRange, start: z.int(), end: z.int(), newText: z.string() })),
    })
    .optional(),
});
export type ConfigDiagnostic = z.infer<typeof ConfigDiagnostic>;

/** What checking a text gave. */
export const ConfigCheck = z.object({
  /** No diagnostic is an error. */
  valid: z.boolean(),
  /** In the order of the text. */
  diagnostics: z.array(ConfigDiagnostic),
  /** How many more there are than the answer holds. */
  omitted: z.int().min(0),
});
export type ConfigCheck = z.infer<typeof ConfigCheck>;
