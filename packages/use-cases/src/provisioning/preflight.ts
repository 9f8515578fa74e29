import { type ErrorCode, type Finding, isPodpassError, type Permission, type Plan } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { merged, neededPermissions, permissionsToUndo } from './needed-permissions.ts';
import { findPrincipal, type Principal } from './principal.ts';
import { permissionsForMissingServiceRoles } from './service-linked-roles.ts';

/**
 * What IAM would deny of exactly the calls that this plan makes, as a finding with what is missing as a policy; and what
 * it would deny of taking them back, which is a warning.
 */
export async function findMissingPermissions(env: Environment, plan: Plan): Promise<Finding[]> {
  const needed = [...neededPermissions(plan), ...(await permissionsForMissingServiceRoles(env, plan))];
  if (needed.length === 0) return [];
  const principal = await findPrincipal(env, await env.iam.callerIdentity());
  if (principal.kind === 'other') return [notSimulated(plan, principal)];
  const deniedOf = async (permissions: Permission[]) =>
    merged((await Promise.all(permissions.map((each) => env.making.denied(principal.arn, each)))).flat());
  try {
    const [denied, deniedUndo] = await Promise.all([deniedOf(needed), deniedOf(permissionsToUndo(plan))]);
    return [...missing(plan, denied), ...missingToUndo(plan, deniedUndo)];
  } catch (error) {
    const unknown = isPodpassError(error) ? unknownBecause(plan, principal, error.code) : undefined;
    if (unknown === undefined) throw error;
    return [unknown];
  }
}

function missing({ cluster }: Plan, denied: Permission[]): Finding[] {
  if (denied.length === 0) return [];
  const actions = actionsOf(denied);
  const [are, number] = actions.length === 1 ? ['is', 'one action'] : ['are', `${actions.length} actions`];
  return [
    {
      code: 'permissions-missing',
      severity: 'blocked',
      subject: cluster.name,
      message: `There ${are} ${number} that this needs and that the console's AWS identity may not do: ${actions.join(', ')}.`,
      remedy: 'Give that identity the policy that goes with this.',
      document: { title: 'Policy with what is missing', text: policyOf(denied) },
    },
  ];
}

/** Who may make and not delete can still provision; a failed stack is then rolled back by nobody. */
function missingToUndo({ cluster }: Plan, denied: Permission[]): Finding[] {
  if (denied.length === 0) return [];
  return [
    {
      code: 'undo-permissions-missing',
      severity: 'warning',
      subject: cluster.name,
      message: `It could not be undone, nor cleared away after a failure: the console's AWS identity may not do ${actionsOf(denied).join(', ')}.`,
      remedy: 'Give that identity the policy that goes with this, or be ready to clear away by other means.',
      document: { title: 'Policy with what undoing needs', text: policyOf(denied) },
    },
  ];
}

function notSimulated({ cluster }: Plan, { arn }: Principal): Finding {
  const message = `Whether the permissions suffice cannot be known beforehand: IAM simulates users and roles only, and the console acts as ${arn}.`;
  const remedy = 'Let the console act as a role.';
  return { code: 'permissions-unknown', severity: 'warning', subject: cluster.name, message, remedy };
}

const answers = new Map<ErrorCode, 'denied' | 'unseen' | 'refused'>([
  ['aws-access-denied', 'denied'],
  ['aws-not-found', 'unseen'],
  ['aws-invalid-request', 'refused'],
]);

/** Undefined for what is no answer to the question. */
function unknownBecause({ cluster }: Plan, { arn, kind }: Principal, code: ErrorCode): Finding | undefined {
  const why = answers.get(code);
  if (why === undefined) return undefined;
  const name = arn.split('/').at(-1);
  const anyPath = arn.replace(/:role\/.*/, `:role/*${name}`);
  const guessed = kind === 'guessed';
  const reasons = {
    denied: `the console may not ask IAM to simulate ${guessed ? `the role ${name}` : arn}`,
    unseen: guessed
      ? `the console acts in a session of the role ${name}, may not look up its path, and IAM knows no ${arn}`
      : `IAM knows no ${arn}`,
    refused: `IAM does not simulate ${arn}`,
  };
  const remedies = {
    denied: `Allow iam:SimulatePrincipalPolicy on ${guessed ? anyPath : arn} to have it checked.`,
    unseen: guessed ? `Allow iam:GetRole on ${anyPath} to have it checked.` : 'See whether the identity still exists.',
    refused: 'Check the policies of that identity by other means.',
  };
  const message = `Whether the permissions suffice cannot be known beforehand: ${reasons[why]}.`;
  return { code: 'permissions-unknown', severity: 'warning', subject: cluster.name, message, remedy: remedies[why] };
}

function actionsOf(permissions: Permission[]): string[] {
  return [...new Set(permissions.flatMap((each) => each.actions))].sort();
}

function policyOf(permissions: Permission[]): string {
  const policy = {
    Version: '2012-10-17',
    Statement: permissions.map(({ actions, resources, service }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      ...(service === undefined ? {} : { Condition: { StringEquals: { [service.key]: service.name } } }),
    })),
  };
  return JSON.stringify(policy, null, 2);
}
