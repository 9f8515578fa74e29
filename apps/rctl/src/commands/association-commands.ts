import type { ChangeRequestInput } from '@podpass/inventory';
import { Command } from 'commander';
import { connect, type Connection } from '../connection/connect.ts';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';
import {
  type AssociationFlags,
  associationOptions,
  toAssociation,
  toUpdate,
  type UpdateFlags,
} from './association-flags.ts';
import { runChange } from './run-change.ts';
import { outputOption, type OutputFlags } from './output-option.ts';

interface SubjectFlags extends OutputFlags {
  cluster: string;
  namespace: string;
  serviceAccount: string;
  dryRun?: true;
}

/** `rctl create|update|delete association`. */
export function associationCommands(): Command[] {
  return [
    verb('create', 'Create an association', (command) => {
      associationOptions(command, 'create').action(async (flags: SubjectFlags & AssociationFlags) => {
        const request: ChangeRequestInput = { kind: 'add-associations', associations: [await toAssociation(flags)] };
        await runChange(await connect(), flags, request);
      });
    }),
    verb('update', 'Update an association: only what is named changes', (command) => {
      associationOptions(command, 'update').action(async (flags: SubjectFlags & UpdateFlags) => {
        const connection = await connect();
        const associationId = await findAssociation(connection, flags);
        await runChange(connection, flags, { kind: 'update-association', associationId, ...(await toUpdate(flags)) });
      });
    }),
    verb('delete', 'Delete an association', (command) => {
      command
        .option('--restart', 'restart the workloads that use it afterwards')
        .action(async (flags: SubjectFlags & { restart?: true }) => {
          const connection = await connect();
          const associationIds = [await findAssociation(connection, flags)];
          await runChange(connection, flags, {
            kind: 'delete-associations',
            associationIds,
            restart: flags.restart ?? false,
          });
        });
    }),
  ];
}

function verb(name: string, description: string, complete: (association: Command) => void): Command {
  const association = new Command('association')
    .description(description)
    .requiredOption('--cluster <name>', 'cluster, or name@region')
    .requiredOption('-n, --namespace <name>', 'namespace of the service account')
    .requiredOption('--service-account <name>', 'service account')
    .option('--dry-run', 'show what would be done, and do nothing')
    .addOption(outputOption());
  complete(association);
  return new Command(name).description(`${description.split(' ')[0]} something`).addCommand(association);
}

async function findAssociation(
  { client }: Connection,
  { cluster, namespace, serviceAccount }: SubjectFlags,
): Promise<string> {
  const { items } = await client.associations.list({ cluster, namespace, serviceAccount });
  const [found] = items;
  if (found) return found.associationId;
  throw new CommandFailure(
    {
      code: 'association-not-found',
      what: `${namespace}/${serviceAccount} has no association on ${cluster}.`,
      why: 'It was never made, or it was deleted.',
      remedy: `See "rctl get associations --cluster ${cluster}".`,
    },
    exitCodes.failed,
  );
}
