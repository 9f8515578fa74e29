import { randomUUID } from 'node:crypto';
import { type ClusterConfig, isOperationOver } from '@podpass/inventory';
import { Command } from 'commander';
import { connect, type Connection } from '../connection/connect.ts';
import { readConfig } from '../files/read-config.ts';
import { printDocument } from '../report/print-result.ts';
import { outputOption, type OutputFlags } from './output-option.ts';
import { runChange, settleEnd, settlePlan, watchToEnd } from './run-change.ts';

interface ApplyFlags extends OutputFlags {
  file: string;
  dryRun?: true;
  wait?: true;
}

interface DeleteClusterFlags extends OutputFlags {
  confirm?: string;
  turnOffProtection?: true;
  dryRun?: true;
}

/** `rctl apply`: saves the configuration and provisions its cluster. */
export function applyCommand(): Command {
  return new Command('apply')
    .description('Save a configuration and provision its cluster')
    .requiredOption('-f, --file <file>', 'configuration; - for standard input')
    .option('--dry-run', 'show what would be done, and do nothing')
    .option('--wait', 'follow the operation to its end')
    .addOption(outputOption())
    .action(async (flags: ApplyFlags) => {
      const text = await readConfig(flags.file);
      const connection = await connect();
      const { client } = connection;
      settlePlan(await client.provisioning.preview({ text }), flags);
      if (flags.dryRun) return;
      const { id, revision } = await save(connection, text);
      const operation = await client.provisioning.start({ id, revision, key: randomUUID() });
      if (flags.wait) await watchToEnd(connection, operation.id, flags.output);
      else if (flags.output === 'table') process.stdout.write(`${operation.id}\n`);
      else printDocument(operation, flags.output);
    });
}

/** `rctl status`: one operation, now or until it ends. */
export function statusCommand(): Command {
  return new Command('status')
    .description('Show an operation')
    .argument('<operation>', 'its id')
    .option('--watch', 'follow it to its end')
    .addOption(outputOption())
    .action(async (id: string, { watch, output }: OutputFlags & { watch?: true }) => {
      const connection = await connect();
      if (watch) return await watchToEnd(connection, id, output);
      const { operation, events } = await connection.client.operations.get({ id });
      if (output !== 'table') return printDocument(operation, output);
      const last = events.at(-1);
      process.stdout.write(`${operation.plan.title}: ${operation.state}${last ? ` (${last.message})` : ''}\n`);
      if (isOperationOver(operation.state)) settleEnd({ operation, events });
    });
}

/** `rctl delete cluster`: the name is typed as the argument, and once more to confirm. */
export function deleteClusterCommand(): Command {
  return new Command('cluster')
    .description('Delete a cluster with everything that was made for it')
    .argument('<name>', 'cluster, or name@region')
    .option('--confirm <name>', "the cluster's name once more")
    .option('--turn-off-protection', 'also if it is protected against deletion')
    .option('--dry-run', 'show what would be done, and do nothing')
    .addOption(outputOption())
    .action(async (cluster: string, flags: DeleteClusterFlags) => {
      const name = cluster.split('@')[0] ?? cluster;
      // Whoever looks only need not confirm.
      const confirm = flags.confirm ?? (flags.dryRun ? name : '');
      const { turnOffProtection = false } = flags;
      await runChange(await connect(), { cluster, ...flags }, { kind: 'delete-cluster', confirm, turnOffProtection });
    });
}

/** Saves the text as the newest revision of the configuration with its name and region, unless it is that already. */
async function save({ client }: Connection, text: string): Promise<{ id: string; revision: number }> {
  const draft = await client.configs.create({ text, key: randomUUID() });
  const { name, region } = draft;
  const { items } = name === '' ? { items: [] } : await client.configs.list({ name, region, limit: 2 });
  const known = items.find(({ id }) => id !== draft.id);
  if (known === undefined) return await saveRevision(draft, text);
  await client.configs.remove({ id: draft.id });
  const config = await client.configs.get({ id: known.id });
  if (config.revision?.text === text) return { id: config.id, revision: config.revision.number };
  return await saveRevision(config, text);

  async function saveRevision({ id, head }: ClusterConfig, content: string) {
    const { number } = await client.configs.saveRevision({ id, text: content, basedOn: head });
    return { id, revision: number };
  }
}
