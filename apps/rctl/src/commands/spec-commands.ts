import {
  addAssociation,
  type AssociationEditResult,
  type Diagnostic,
  migrateServiceAccount,
  type MigrationResult,
  openClusterConfig,
  removeAssociation,
} from '@podpass/cluster-config';
import { Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../files/read-config.ts';
import { replaceFile } from '../files/replace-file.ts';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printDocument } from '../report/print-result.ts';
import { outputOption, type OutputFlags } from './output-option.ts';
import { type SpecAssociationFlags, specAssociationOptions, toNewAssociation } from './spec-association-flags.ts';

interface SpecFlags extends OutputFlags {
  file: string;
  namespace: string;
  serviceAccount: string;
}

type Edit = (text: string) => AssociationEditResult | MigrationResult;

/** `rctl spec …`: edits of a configuration file in place that leave every other byte. Needs neither sign-in nor console. */
export function specCommands(): Command {
  return new Command('spec')
    .description('Edit a cluster configuration file in place, offline')
    .addCommand(
      specAssociationOptions(verb('add-association', 'Add a pod identity association')).action(
        async (flags: SpecFlags & SpecAssociationFlags) => {
          const association = await toNewAssociation(flags);
          await editFile(flags, (text) => addAssociation(text, association));
        },
      ),
    )
    .addCommand(
      verb('remove-association', 'Remove a pod identity association').action(async (flags: SpecFlags) => {
        await editFile(flags, (text) => removeAssociation(text, accountOf(flags)));
      }),
    )
    .addCommand(
      verb('migrate-irsa', 'Turn an entry of iam.serviceAccounts into a pod identity association').action(
        async (flags: SpecFlags) => {
          await editFile(flags, (text) => migrateServiceAccount(text, accountOf(flags)));
        },
      ),
    );
}

function verb(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('-f, --file <file>', 'file to edit', fileName)
    .requiredOption('-n, --namespace <name>', 'namespace of the service account')
    .requiredOption('--service-account <name>', 'service account')
    .addOption(outputOption());
}

function fileName(text: string): string {
  if (text === '' || text === '-') throw new InvalidArgumentError('It is edited in place, so it must be a file.');
  return text;
}

function accountOf({ namespace, serviceAccount }: SpecFlags): { namespace: string; name: string } {
  return { namespace, name: serviceAccount };
}

/** Reads, edits, checks what was written, and only then replaces the file. */
async function editFile({ file, output }: SpecFlags, edit: Edit): Promise<void> {
  const text = await readConfig(file);
  const before = openClusterConfig(text).diagnostics;
  const unreadable = before.filter(preventsReading);
  if (unreadable.length > 0) throw refused(file, 'text-invalid', 'It cannot be read as a whole.', unreadable);
  const result = edit(text);
  if (!result.ok) throw problemOf(file, result.problem);
  const { valid, diagnostics } = openClusterConfig(result.text);
  const { lines } = result;
  const left = 'left' in result ? result.left : undefined;
  const wrong = newErrors(before, diagnostics).filter((one) => isWithin(one, lines) && !SAID_OF_FILE.has(one.code));
  if (wrong.length > 0)
    throw refused(file, 'edit-invalid', 'The edit itself would be wrong.', wrong, text !== result.text);
  await replaceFile(file, text, result.text);
  if (output !== 'table') printDocument({ file, lines, valid, diagnostics, ...(left && { left }) }, output);
  else
    process.stdout.write(
      `${file}: ${lines.first === lines.last ? `line ${lines.first}` : `lines ${lines.first}-${lines.last}`}\n`,
    );
  for (const what of left ?? [])
    process.stderr.write(`Warning: an association has no place for this, which is gone: ${what}\n`);
  const errors = diagnostics.filter((one) => one.severity === 'error');
  for (const one of errors) process.stderr.write(`Warning: ${placed(file, one)}\n`);
}

/** Reported at an association, but about what the rest of the file lacks: the edit is right, and the person is told. */
const SAID_OF_FILE: ReadonlySet<string> = new Set(['association-agent-missing', 'association-vpc-cni-missing']);

const NOT_READ: ReadonlySet<string> = new Set([
  'input-too-large',
  'input-not-text',
  'too-deep',
  'yaml-syntax',
  'alias-bomb',
]);

function preventsReading({ code }: Diagnostic): boolean {
  return NOT_READ.has(code);
}

/** Errors that there were not so many of before: in a flow mapping, old ones stand on the line of the edit. */
function newErrors(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic[] {
  const errors = after.filter((one) => one.severity === 'error');
  const same = (all: readonly Diagnostic[], { code, message }: Diagnostic): number =>
    all.filter((one) => one.code === code && one.message === message).length;
  return errors.filter((one) => same(errors, one) > same(before, one));
}

function isWithin({ range }: Diagnostic, { first, last }: { first: number; last: number }): boolean {
  return range.start.line >= first && range.start.line <= last;
}

/** What is there twice or cannot be is a finding that blocks; what is not there at all has failed. */
const NOT_THERE: ReadonlySet<string> = new Set(['association-unknown', 'service-account-unknown', 'path-missing']);

function problemOf(file: string, { code, message }: { code: string; message: string }): CommandFailure {
  const words = { code, what: `${message}.`, why: '', remedy: `Nothing was written; see ${file}.` };
  return new CommandFailure(words, NOT_THERE.has(code) ? exitCodes.failed : exitCodes.blocked);
}

function refused(
  file: string,
  code: string,
  why: string,
  diagnostics: readonly Diagnostic[],
  written = false,
): CommandFailure {
  const where = diagnostics
    .slice(0, 10)
    .map((one) => (written ? `  ${one.message} (${one.code})` : `  ${placed(file, one)}`));
  const words = {
    code,
    what: `${file} was not changed.`,
    why: [why, ...where].join('\n'),
    remedy: written ? 'Correct what was asked for.' : `Correct the file; "rctl validate -f ${file}" lists everything.`,
  };
  return new CommandFailure(words, exitCodes.blocked);
}

function placed(file: string, { range, message, code }: Diagnostic): string {
  return `${file}:${range.start.line}:${range.start.column}: ${message} (${code})`;
}
