import { randomUUID } from 'node:crypto';
import {
  blockingFindings,
  type Operation,
  type OperationEvent,
  type ChangeRequestInput,
  type Finding,
  type Plan,
} from '@podpass/inventory';
import type { Connection } from '../connection/connect.ts';
import { followOperation } from '../connection/follow-operation.ts';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printDocument } from '../report/print-result.ts';
import type { OutputFlags } from './output-option.ts';

interface ChangeFlags extends OutputFlags {
  cluster: string;
  dryRun?: true;
}

/** Plans a change, tells what was found, and runs it unless it is a dry run. Progress goes to stderr, the result to stdout. */
export async function runChange(
  connection: Connection,
  { cluster, dryRun, output }: ChangeFlags,
  request: ChangeRequestInput,
): Promise<void> {
  const { client } = connection;
  const plan = await client.changes.plan({ cluster, request });
  settlePlan({ ...plan, findings: plan.findings.map(namingFlag) }, { dryRun, output });
  if (dryRun) return;
  const operation = await client.changes.start({ cluster, request, key: randomUUID() });
  await watchToEnd(connection, operation.id, output);
}

/** Tells what was found, prints the steps of a dry run, and throws if a finding blocks the plan. */
export function settlePlan(plan: Plan, { dryRun, output }: OutputFlags & { dryRun?: true | undefined }): void {
  tellFindings(plan.findings);
  if (dryRun) {
    if (output === 'table')
      for (const step of plan.steps)
        process.stdout.write(
          `${step.title}${step.there ? ' (there already)' : ''}\n${step.calls.map((call) => `  ${call.command}\n`).join('')}`,
        );
    else printDocument(plan, output);
  }
  const blocking = blockingFindings(plan);
  if (blocking.length > 0) throw blocked(blocking);
}

/** What the console's dialogs ask with a checkbox is a flag here. */
const flags: ReadonlyMap<string, string> = new Map([['deletion-protected', '--turn-off-protection']]);

function namingFlag(finding: Finding): Finding {
  const flag = flags.get(finding.code);
  if (flag === undefined || finding.severity !== 'blocked') return finding;
  return { ...finding, remedy: [`Add ${flag}.`, finding.remedy ?? ''].join(' ').trim() };
}

/** Follows an operation: progress to stderr, the result to stdout. Throws if it did not end as done. */
export async function watchToEnd(connection: Connection, id: string, output: OutputFlags['output']): Promise<void> {
  const { operation } = await connection.client.operations.get({ id });
  const titles = new Map(operation.plan.steps.map((step) => [step.id, step.title]));
  const ended = await followOperation(connection, id, {
    onEvent: (event) =>
      process.stderr.write(`${event.stepState ?? event.operationState ?? ''}: ${inWords(event, titles)}\n`),
    onLost: () => process.stderr.write('connection lost: the operation goes on; waiting for the console\n'),
  });
  if (output !== 'table') printDocument(ended.operation, output);
  settleEnd(ended);
}

/** Throws with cause and remedy, and the step at fault, if an operation that is over did not end as done. */
export function settleEnd({ operation, events }: { operation: Operation; events: readonly OperationEvent[] }): void {
  const { state, error, plan } = operation;
  if (state === 'done') return;
  const began = events.findLastIndex(({ attempt }) => attempt !== undefined);
  const at = events.slice(began + 1).find(({ stepState }) => stepState === 'failed' || stepState === 'undo-failed');
  const title = plan.steps.find(({ id }) => id === at?.stepId)?.title;
  const cause = error ??
    at?.error ?? { code: `operation-${state}`, what: events.at(-1)?.message ?? '', why: '', remedy: '' };
  const what = title === undefined ? cause.what : `${title}: ${cause.what}`;
  const remedy = cause.remedy === '' ? wayOn(operation) : `${cause.remedy} ${wayOn(operation)}`;
  throw new CommandFailure({ ...cause, what, remedy }, exitCodes.failed);
}

/** What has failed says which step it was; all others name it themselves. */
function inWords({ stepId = '', stepState, message }: OperationEvent, titles: ReadonlyMap<string, string>): string {
  const failed = stepState === 'failed' || stepState === 'undo-failed';
  return failed ? `${titles.get(stepId) ?? stepId}: ${message}` : message;
}

function wayOn({ state }: Operation): string {
  return state === 'undone'
    ? 'Nothing of it is left.'
    : 'What was done stays: retry or undo the operation in the console.';
}

function tellFindings(findings: readonly Finding[]): void {
  for (const { severity, message, remedy, document } of findings) {
    process.stderr.write(`${severity}: ${message}${remedy ? ` ${remedy}` : ''}\n`);
    if (document) process.stderr.write(`${document.title}:\n${document.text}\n`);
  }
}

function blocked(findings: readonly Finding[]): CommandFailure {
  const words = {
    code: 'plan-blocked',
    what: `${findings.length === 1 ? 'A finding blocks' : `${findings.length} findings block`} the change.`,
    why: '',
    remedy: findings.map((finding) => finding.remedy ?? finding.message).join(' '),
  };
  return new CommandFailure(words, exitCodes.blocked);
}
