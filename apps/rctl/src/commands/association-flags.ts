import { readFile } from 'node:fs/promises';
import { type AssociationSpec, type ChangeRequestInput, TrustScope, WellKnownPolicy } from '@podpass/inventory';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';

export interface UpdateFlags {
  roleArn?: string;
  fixTrust?: TrustScope;
  targetRoleArn?: string;
  disableSessionTags?: boolean;
  sessionPolicy?: string;
  tag?: Record<string, string>;
  restart?: true;
}

export interface AssociationFlags extends UpdateFlags {
  namespace: string;
  serviceAccount: string;
  createServiceAccount?: true;
  roleName?: string;
  rolePath?: string;
  policyArn?: string[];
  policyFile?: string;
  permissionsBoundaryArn?: string;
  wellKnown?: WellKnownPolicy[];
  trustScope?: TrustScope;
}

/** Adds the options that both take, and those of a new role to `create`. */
export function associationOptions(command: Command, verb: 'create' | 'update'): Command {
  command
    .option('--role-arn <arn>', 'existing role')
    .addOption(
      new Option('--fix-trust <scope>', "add EKS Pod Identity to the role's trust policy if it is missing").choices(
        TrustScope.options,
      ),
    )
    .option('--target-role-arn <arn>', 'role that pods get by way of the role; "" clears it')
    .option('--disable-session-tags', 'send no session tags')
    .option('--no-disable-session-tags', 'send session tags')
    .option('--session-policy <file>', 'JSON file with a session policy; "" clears it')
    .option('--tag <key=value>', 'tag of the association; may be repeated', collectTag);
  if (verb === 'update') return command.option('--restart', 'restart the workloads that use it afterwards');
  return command
    .option('--create-service-account', 'create the service account, and its namespace, if they are missing')
    .option('--role-name <name>', 'name of a role to make')
    .option('--role-path <path>', 'path of a role to make')
    .option('--policy-arn <arn>', 'managed policy for a role to make; may be repeated', collect)
    .option('--policy-file <file>', 'JSON file with an inline policy for a role to make')
    .option('--permissions-boundary-arn <arn>', 'permissions boundary of a role to make')
    .option(
      '--well-known <names>',
      `presets for a role to make: ${WellKnownPolicy.options.join(', ')}`,
      collectWellKnown,
    )
    .addOption(new Option('--trust-scope <scope>', 'who may use a role to make').choices(TrustScope.options));
}

/** What the flags ask for, in the API's form. With `--role-arn` the role exists, without it one is made. */
export async function toAssociation(flags: AssociationFlags): Promise<z.input<typeof AssociationSpec>> {
  const {
    namespace,
    serviceAccount,
    createServiceAccount = false,
    targetRoleArn,
    disableSessionTags = false,
    tag = {},
  } = flags;
  const sessionPolicy = await fileText(flags.sessionPolicy);
  return {
    namespace,
    serviceAccount,
    createServiceAccount,
    role: await roleOf(flags),
    disableSessionTags,
    ...(targetRoleArn ? { targetRoleArn } : {}),
    ...(sessionPolicy ? { sessionPolicy } : {}),
    tags: tag,
  };
}

async function roleOf(flags: AssociationFlags): Promise<z.input<typeof AssociationSpec>['role']> {
  if (flags.roleArn !== undefined) {
    refuseNewRoleFlags(flags);
    return { kind: 'existing', roleArn: flags.roleArn, ...(flags.fixTrust ? { fixTrust: flags.fixTrust } : {}) };
  }
  const inlinePolicy = await fileText(flags.policyFile);
  return {
    kind: 'new',
    ...(flags.roleName ? { name: flags.roleName } : {}),
    ...(flags.rolePath ? { path: flags.rolePath } : {}),
    ...(flags.permissionsBoundaryArn ? { permissionsBoundaryArn: flags.permissionsBoundaryArn } : {}),
    ...(inlinePolicy ? { inlinePolicy } : {}),
    ...(flags.trustScope ? { trustScope: flags.trustScope } : {}),
    policyArns: flags.policyArn ?? [],
    wellKnownPolicies: flags.wellKnown ?? [],
  };
}

const newRoleFlags = {
  roleName: '--role-name',
  rolePath: '--role-path',
  policyArn: '--policy-arn',
  policyFile: '--policy-file',
  permissionsBoundaryArn: '--permissions-boundary-arn',
  wellKnown: '--well-known',
  trustScope: '--trust-scope',
} as const;

/** Left unsaid, somebody would believe that an existing role got the policies. */
function refuseNewRoleFlags(flags: AssociationFlags): void {
  const [first] = Object.entries(newRoleFlags).filter(
    ([name]) => flags[name as keyof typeof newRoleFlags] !== undefined,
  );
  if (first === undefined) return;
  const words = {
    code: 'conflicting-options',
    what: `--role-arn and ${first[1]} cannot be used together.`,
    why: '--role-arn names a role that exists; the other belongs to a role that is made.',
    remedy: 'Leave one of them out.',
  };
  throw new CommandFailure(words, exitCodes.usage);
}

type Update = Omit<Extract<ChangeRequestInput, { kind: 'update-association' }>, 'kind' | 'associationId'>;

/** Only what was named; an empty text clears. */
export async function toUpdate(flags: UpdateFlags): Promise<Update> {
  const { roleArn, fixTrust, targetRoleArn, disableSessionTags, sessionPolicy, tag, restart = false } = flags;
  return {
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(fixTrust === undefined ? {} : { fixTrust }),
    ...(targetRoleArn === undefined ? {} : { targetRoleArn: targetRoleArn === '' ? null : targetRoleArn }),
    ...(disableSessionTags === undefined ? {} : { disableSessionTags }),
    ...(sessionPolicy === undefined ? {} : { sessionPolicy: (await fileText(sessionPolicy)) ?? null }),
    ...(tag === undefined ? {} : { tags: tag }),
    restart,
  };
}

export async function fileText(file: string | undefined): Promise<string | undefined> {
  if (file === undefined || file === '') return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const words = { code: 'file-unreadable', what: `${file} cannot be read.`, why, remedy: 'Check the path.' };
    throw new CommandFailure(words, exitCodes.usage);
  }
}

export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

export function collectTag(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be KEY=VALUE.');
  return { ...previous, [text.slice(0, at)]: text.slice(at + 1) };
}

export function collectWellKnown(text: string, previous: WellKnownPolicy[] = []): WellKnownPolicy[] {
  const names = text.split(',').map((name) => {
    const known = WellKnownPolicy.options.find((option) => option.toLowerCase() === name.trim().toLowerCase());
    if (known === undefined) throw new InvalidArgumentError(`Known are ${WellKnownPolicy.options.join(', ')}.`);
    return known;
  });
  return [...previous, ...names];
}
