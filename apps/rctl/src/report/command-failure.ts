import type { ErrorReport } from '@podpass/inventory';
import type { ExitCode } from './exit-codes.ts';

/** A failure that a command itself has put into words. */
export class CommandFailure extends Error {
  readonly words: ErrorReport;
  readonly exitCode: ExitCode;

  constructor(words: ErrorReport, exitCode: ExitCode) {
    super(words.what);
    this.name = 'CommandFailure';
    this.words = words;
    this.exitCode = exitCode;
  }
}
