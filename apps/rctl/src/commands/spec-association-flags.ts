import type { ConfigData, NewAssociation } from '@podpass/cluster-config';
import { WellKnownPolicy } from '@podpass/inventory';
import type { Command } from 'commander';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { collect, collectTag, collectWellKnown, fileText } from './association-flags.ts';

export interface SpecAssociationFlags {
  namespace: string;
  serviceAccount: string;
  roleArn?: string;
  roleName?: string;
  policyArn?: string[];
  policyFile?: string;
  permissionsBoundaryArn?: string;
  wellKnown?: WellKnownPolicy[];
  targetRoleArn?: string;
  disableSessionTags?: true;
  sessionPolicy?: string;
  createServiceAccount?: true;
  tag?: Record<string, string>;
}

/** What an entry of `iam.podIdentityAssociations` can say. */
export function specAssociationOptions(command: Command): Command {
  return command
    .option('--role-arn <arn>', 'existing role')
    .option('--role-name <name>', 'name of a role to make')
    .option('--policy-arn <arn>', 'managed policy for a role to make; may be repeated', collect)
    .option('--policy-file <file>', 'JSON file with an inline policy for a role to make')
    .option('--permissions-boundary-arn <arn>', 'permissions boundary of a role to make')
    .option(
      '--well-known <names>',
      `presets for a role to make: ${WellKnownPolicy.options.join(', ')}`,
      collectWellKnown,
    )
    .option('--target-role-arn <arn>', 'role that pods get by way of the role')
    .option('--disable-session-tags', 'send no session tags')
    .option('--session-policy <file>', 'JSON file with a session policy')
    .option('--create-service-account', 'create the service account, and its namespace, if they are missing')
    .option('--tag <key=value>', 'tag of the association; may be repeated', collectTag);
}

/** The entry with the keys of the format, in the order in which its documentation lists them. */
export async function toNewAssociation(flags: SpecAssociationFlags): Promise<NewAssociation> {
  const sessionPolicy = await jsonText(flags.sessionPolicy);
  const policy = await jsonText(flags.policyFile);
  const fields: [string, ConfigData | undefined][] = [
    ['createServiceAccount', flags.createServiceAccount],
    ['roleARN', flags.roleArn],
    ['roleName', flags.roleName],
    ['permissionsBoundaryARN', flags.permissionsBoundaryArn],
    ['permissionPolicyARNs', flags.policyArn],
    ['permissionPolicy', policy?.data],
    ['wellKnownPolicies', flags.wellKnown && Object.fromEntries(flags.wellKnown.map((name) => [name, true]))],
    ['tags', flags.tag],
    ['targetRoleARN', flags.targetRoleArn],
    ['disableSessionTags', flags.disableSessionTags],
    // EKS takes the session policy as text and counts its characters.
    ['policy', sessionPolicy && JSON.stringify(sessionPolicy.data)],
  ];
  return {
    namespace: flags.namespace,
    serviceAccountName: flags.serviceAccount,
    ...Object.fromEntries(fields.filter((field): field is [string, ConfigData] => field[1] !== undefined)),
  };
}

async function jsonText(file: string | undefined): Promise<{ data: ConfigData } | undefined> {
  const text = await fileText(file);
  if (text === undefined) return undefined;
  try {
    return { data: JSON.parse(text) as ConfigData };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const words = { code: 'file-not-json', what: `${file} is not JSON.`, why, remedy: 'Correct the file.' };
    throw new CommandFailure(words, exitCodes.usage);
  }
}
