import { randomUUID } from 'node:crypto';
import { blockingFindings, type OperationEvent, type ChangeRequestInput, type Finding } from '@podpass/inventory';
import type { Connection } from '../connection/connect.ts';
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
  { client }: Connection,
  { cluster, dryRun, output }: ChangeFlags,
  request: ChangeRequestInput,
): Promise<void> {
  const plan = await client.changes.plan({ cluster, request });
  tellFindings(plan.findings);
  if (dryRun) {
    if (output === 'table')
      for (const step of plan.steps)
        process.stdout.write(`${step.title}\n${step.calls.map((call) => `  ${call.command}\n`).join('')}`);
    else printDocument(plan, output);
  }
  const blocking = blockingFindings(plan);
  if (blocking.length > 0) throw blocked(blocking);
  if (dryRun) return;
  const operation = await client.changes.start({ cluster, request, key: randomUUID() });
  let last: OperationEvent | undefined;
  for await (const event of await client.operations.events({ id: operation.id })) {
    last = event;
    process.stderr.write(`${event.stepState ?? event.operationState ?? ''}: ${event.message}\n`);
  }
  if (output !== 'table') printDocument((await client.operations.get({ id: operation.id })).operation, output);
  if (last?.operationState !== 'done') {
    const words = last?.error ?? {
      code: 'change-failed',
      what: last?.message ?? 'The change did not end well.',
      why: '',
      remedy: '',
    };
    throw new CommandFailure(words, exitCodes.failed);
  }
}

function tellFindings(findings: readonly Finding[]): void {
  for (const { severity, message, remedy } of findings) {
    process.stderr.write(`${severity}: ${message}${remedy ? ` ${remedy}` : ''}\n`);
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
