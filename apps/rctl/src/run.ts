import { CommanderError } from 'commander';
import { program } from './program.ts';
import { type ExitCode, exitCodes } from './report/exit-codes.ts';
import { reportFailure } from './report/report-failure.ts';

/** Runs one command line and gives its exit code. Results go to stdout, progress and failures to stderr. */
export async function run(args: string[]): Promise<ExitCode> {
  try {
    await program().parseAsync(args, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    // Commander has written its own message; asking for help or the version is no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return reportFailure(error);
  }
}
