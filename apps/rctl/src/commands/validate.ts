import { type Diagnostic, openClusterConfig, type OpenedConfig } from '@podpass/cluster-config';
import { Command } from 'commander';
import { readConfig } from '../files/read-config.ts';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printDocument, printItems } from '../report/print-result.ts';
import { outputOption, type OutputFlags } from './output-option.ts';

interface ValidateFlags extends OutputFlags {
  file: string;
}

/** `rctl validate -f FILE`: everything that is wrong with a cluster configuration. Needs neither sign-in nor console. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('Check a cluster configuration file, offline')
    .requiredOption('-f, --file <file>', 'file to check; - reads standard input')
    .addOption(outputOption())
    .action(async ({ file, output }: ValidateFlags) => {
      const { valid, diagnostics } = openClusterConfig(await readConfig(file));
      if (output !== 'table') printDocument({ valid, diagnostics }, output);
      else if (diagnostics.length > 0) printDiagnostics(diagnostics);
      if (!valid) throw invalid(file, diagnostics);
      const rest = diagnostics.length === 0 ? '' : ` with ${countsOf(diagnostics)}`;
      process.stderr.write(`${nameOf(file)} is valid${rest}.\n`);
    });
}

function printDiagnostics(diagnostics: readonly Diagnostic[]): void {
  printItems(
    diagnostics,
    [
      { header: 'LINE:COLUMN', value: ({ range }) => `${range.start.line}:${range.start.column}` },
      { header: 'SEVERITY', value: ({ severity }) => severity },
      { header: 'CODE', value: ({ code }) => code },
      { header: 'MESSAGE', value: ({ message }) => message },
      { header: 'FIX', value: ({ fix }) => fix?.title ?? '' },
    ],
    'table',
  );
}

function invalid(file: string, diagnostics: OpenedConfig['diagnostics']): CommandFailure {
  const words = {
    code: 'config-invalid',
    what: `${nameOf(file)} has ${countsOf(diagnostics)}.`,
    why: '',
    remedy: 'Correct the errors at the places that are listed.',
  };
  return new CommandFailure(words, exitCodes.blocked);
}

function nameOf(file: string): string {
  return file === '-' ? 'Standard input' : file;
}

/** `2 errors and 1 warning`; what there is none of is left out. */
function countsOf(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = diagnostics.filter((one) => one.severity === severity).length;
    const word = severity === 'info' ? 'note' : severity;
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  });
  return counts.join(' and ');
}
