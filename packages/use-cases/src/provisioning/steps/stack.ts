import { hasCode, type Placement, PodpassError, type Stack } from '@podpass/inventory';
import {
  freshTokenOf,
  isMadeHere,
  isOfCluster,
  operationTag,
  type StepContext,
  type StepRunner,
} from '../../changes/steps/step-runner.ts';
import { mustBeGone } from '../../changes/steps/live-cluster.ts';
import { stackOutputs } from '../stack-template.ts';
import { waitLong } from './waiting.ts';

/** Makes the stack and waits for it. One that rolled back is told with what failed first, and stays until it is undone. */
export const createStack: StepRunner<'create-stack'> = {
  lock: ({ region, stackName }, cluster) => `stack:${cluster.ref.account}:${region}:${stackName}`,

  async apply({ region, stackName, template, tags }, context) {
    const { env, operationId, note } = context;
    let found = await env.making.describeStack(region, stackName);
    if (found !== undefined && isGone(found)) found = undefined;
    // CloudFormation never takes up again what it failed to make: that is in the way of a second try, and ours to remove.
    if (found !== undefined && hasFailed(found) && isOfCluster(found.tags, tags)) {
      await note(`Removing what is left of ${stackName}, which had failed`);
      await removeStack(context, region, stackName);
      found = undefined;
    }
    if (found !== undefined && !isOfCluster(found.tags, tags)) {
      throw new PodpassError('stack-failed', {
        stack: stackName,
        status: found.status,
        reasons: ['it is not of this cluster'],
      });
    }
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
    const stack = await waitLong(context, async () => {
      const seen = await env.making.describeStack(region, stackName);
      return seen === undefined || seen.status.endsWith('_IN_PROGRESS') ? undefined : seen;
    });
    if (stack === undefined || !/^(CREATE|UPDATE)_COMPLETE$/.test(stack.status)) {
      const reasons = await env.making.stackFailures(region, stackName);
      const status = stack?.status ?? 'CREATE_IN_PROGRESS';
      throw new PodpassError('stack-failed', { stack: stackName, status, reasons: reasons.slice(0, 5) });
    }
    return { did, message: `Stack ${stackName} is ${stack.status}` };
  },

  async undo({ region, stackName }, context) {
    const found = await context.env.making.describeStack(region, stackName);
    if (found === undefined || isGone(found)) return `There is no stack ${stackName}`;
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
