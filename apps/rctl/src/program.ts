import { Command } from 'commander';
import { associationCommands } from './commands/association-commands.ts';
import { getCommands } from './commands/get-commands.ts';
import { loginCommand } from './commands/login.ts';
import { applyCommand, deleteClusterCommand, statusCommand } from './commands/provisioning-commands.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { specCommands } from './commands/spec-commands.ts';
import { validateCommand } from './commands/validate.ts';

/** All commands. Usage errors throw, so that the caller decides the exit code. */
export function program(): Command {
  const root = new Command('rctl')
    .description('Command line of Podpass: EKS Pod Identity for clusters, service accounts and roles.')
    .showHelpAfterError('(add --help for usage)')
    .showSuggestionAfterError();
  // Before any subcommand is added: they take it over when they are made.
  root.exitOverride();
  root.addCommand(adopt(root, loginCommand()));
  root.addCommand(adopt(root, sandboxCommand()));
  root.addCommand(adopt(root, getCommands()));
  root.addCommand(adopt(root, validateCommand()));
  root.addCommand(adopt(root, specCommands()));
  root.addCommand(adopt(root, applyCommand()));
  root.addCommand(adopt(root, statusCommand()));
  for (const command of associationCommands()) {
    if (command.name() === 'delete') command.addCommand(deleteClusterCommand());
    root.addCommand(adopt(root, command));
  }
  return root;
}

/** Settings such as exitOverride reach only commands that know their parent when they are made. */
function adopt(parent: Command, command: Command): Command {
  command.copyInheritedSettings(parent);
  for (const each of command.commands) adopt(parent, each);
  return command;
}
