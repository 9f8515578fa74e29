import { hasCode, type Placement, PodpassError, type Stack, type StepActionOf } from '@podpass/inventory';
import {
  freshTokenOf,
  isMadeHere,
  isOfCluster,
  operationTag,
  type StepContext,
  type StepOutcome,
  type StepRunner,
} from '../../changes/steps/step-runner.ts';
import { sameJson } from '../../changes/planning/same-json.ts';
import { mustBeGone } from '../../changes/steps/live-cluster.ts';
import { stackOutputs } from '../stack-template.ts';
import { waitLong } from './waiting.ts';

/** Makes the stack and waits for it. One that rolled back is told with what failed first, and stays until it is undone. */
export const createStack: StepRunner<'create-stack'> = {
  lock: ({ region, stackName }, cluster) => `stack:${cluster.ref.account}:${region}:${stackName}`,

  apply: (action, context) =>
    action.before === undefined ? make(action, context) : change({ ...action, before: action.before }, context),

  async undo(action, context) {
    const { region, stackName, template, before } = action;
    const found = await context.env.making.describeStack(region, stackName);
    if (found === undefined || isGone(found)) return `There is no stack ${stackName}`;
    if (before !== undefined) {
      const { did } = await change({ ...action, template: before, before: template }, context);
      return did ? `Stack ${stackName} is as it was` : `Stack ${stackName} was as before`;
    }
    if (!isMadeHere(found.tags, context)) return `Stack ${stackName} was not made by this operation and stays`;
    await mustBeGone(context, `Stack ${stackName}`);
    await removeStack(context, region, stackName);
    return `Deleted stack ${stackName}`;
  },
};

export const deleteStack: StepRunner<'delete-stack'> = {
  lock: ({ region, stackName }, cluster) => `stack:${cluster.ref.account}:${region}:${stackName}`,

  async apply({ region, stackName }, context) {
    const found = await context.env.making.describeStack(region, stackName);
    if (found === undefined || isGone(found)) return { did: false, message: `There is no stack ${stackName}` };
    await mustBeGone(context, `Stack ${stackName}`);
    await removeStack(context, region, stackName);
    return { did: true, message: `Deleted stack ${stackName}` };
  },
};

/** An update that was rolled back has left what was there before it. */
export function isSteady({ status }: Stack): boolean {
  return /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(status);
}

async function make(action: StepActionOf<'create-stack'>, context: StepContext): Promise<StepOutcome> {
  const { region, stackName, template, tags } = action;
  const { env, operationId, note } = context;
  let found = await env.making.describeStack(region, stackName);
  if (found !== undefined && isGone(found)) found = undefined;
  // CloudFormation never takes up again what it failed to make: that is in the way of a second try, and ours to remove.
  if (found !== undefined && hasFailed(found) && isOfCluster(found.tags, tags)) {
    await note(`Removing what is left of ${stackName}, which had failed`);
    await removeStack(context, region, stackName);
    found = undefined;
  }
  if (found !== undefined) mustBeOfCluster(found, stackName, tags);
  const did = found === undefined || isMadeHere(found.tags, context);
  if (found === undefined) {
    await orAlreadyThere(
      env.making.createStack(region, {
        name: stackName,
        template,
        tags: { ...tags, [operationTag]: operationId },
        // A second stack after a removed one is another call, which the same token would not make.
        clientToken: freshTokenOf(context),
      }),
    );
  }
  await note(`Waiting for stack ${stackName}`);
  const stack = await untilSettled(region, stackName, context);
  if (stack === undefined || !isSteady(stack)) throw await failed(region, stackName, stack, context);
  return { did, message: `Stack ${stackName} is ${stack.status}` };
}

/** Only from the very template that the plan was made for: what somebody else has put there since would go. */
async function change(
  { region, stackName, template, before, tags }: StepActionOf<'create-stack'> & { before: string },
  context: StepContext,
): Promise<StepOutcome> {
  const { env, note } = context;
  const found = await env.making.describeStack(region, stackName);
  if (found === undefined || isGone(found)) {
    const reasons = ['somebody has deleted it since this was planned'];
    throw new PodpassError('stack-failed', { stack: stackName, status: 'DELETE_COMPLETE', reasons });
  }
  const steady = await untilSettled(region, stackName, context);
  if (steady === undefined || !isSteady(steady)) throw await failed(region, stackName, steady, context);
  mustBeOfCluster(steady, stackName, tags);
  const present = await env.making.stackTemplate(region, stackName);
  if (sameJson(present, template)) return { did: false, message: `Stack ${stackName} is ${steady.status}` };
  if (!sameJson(present, before))
    throw new PodpassError('changed-since', { what: `The template of stack ${stackName}` });
  await env.making.updateStack(region, { name: stackName, template, clientToken: freshTokenOf(context) });
  await note(`Waiting for the change of stack ${stackName}`);
  const stack = await untilSettled(region, stackName, context);
  if (stack?.status !== 'UPDATE_COMPLETE') throw await failed(region, stackName, stack, context);
  return { did: true, message: `Stack ${stackName} is ${stack.status}` };
}

function untilSettled(region: string, stackName: string, context: StepContext): Promise<Stack | undefined> {
  return waitLong(context, async () => {
    const seen = await context.env.making.describeStack(region, stackName);
    return seen === undefined || seen.status.endsWith('_IN_PROGRESS') ? undefined : seen;
  });
}

async function failed(region: string, stackName: string, stack: Stack | undefined, { env }: StepContext) {
  const reasons = await env.making.stackFailures(region, stackName);
  const status = stack?.status ?? 'IN_PROGRESS';
  return new PodpassError('stack-failed', { stack: stackName, status, reasons: reasons.slice(0, 5) });
}

/** The subnets of a placement: as named, or from the outputs of the stack. */
export async function subnetsOf(placement: Placement, { env, cluster }: StepContext): Promise<string[]> {
  if (placement.kind === 'existing') return placement.subnetIds;
  const output = await stackOutput(env, cluster.ref.region, placement.stackName, stackOutputs[placement.subnets]);
  return output.split(',');
}

export async function stackOutput(
  env: StepContext['env'],
  region: string,
  stackName: string,
  output: string,
): Promise<string> {
  const stack = await env.making.describeStack(region, stackName);
  const value = stack?.outputs[output];
  if (value !== undefined && value !== '') return value;
  const reasons = [`it has no output ${output}`];
  throw new PodpassError('stack-failed', { stack: stackName, status: stack?.status ?? 'gone', reasons });
}

async function removeStack(context: StepContext, region: string, stackName: string): Promise<void> {
  const { env, note } = context;
  const before = await env.making.describeStack(region, stackName);
  if (before === undefined || isGone(before)) return;
  // By its id: a stack that is gone is found by its id only.
  const { id } = before;
  if (before.status !== 'DELETE_IN_PROGRESS') {
    await env.making.deleteStack(region, stackName, freshTokenOf(context));
  }
  await note(`Waiting until stack ${stackName} is gone`);
  const end = await waitLong(context, async () => {
    const seen = await env.making.describeStack(region, id);
    if (seen === undefined || isGone(seen)) return 'gone';
    return seen.status === 'DELETE_FAILED' ? 'failed' : undefined;
  });
  if (end === 'gone') return;
  const reasons = await env.making.stackFailures(region, id);
  throw new PodpassError('stack-failed', { stack: stackName, status: 'DELETE_FAILED', reasons: reasons.slice(-5) });
}

function mustBeOfCluster({ status, tags }: Stack, stack: string, wanted: Record<string, string>): void {
  if (isOfCluster(tags, wanted)) return;
  throw new PodpassError('stack-failed', { stack, status, reasons: ['it is not of this cluster'] });
}

function isGone({ status }: Stack): boolean {
  return status === 'DELETE_COMPLETE';
}

/** Also one whose removal somebody has begun who was stopped then. */
function hasFailed({ status }: Stack): boolean {
  return /^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_FAILED|DELETE_IN_PROGRESS)$/.test(status);
}

/** An earlier try may have gone through although its answer was lost. */
async function orAlreadyThere(creation: Promise<void>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!hasCode(error, 'aws-conflict')) throw error;
  }
}
