import type { PlanStep, StepKind } from '@podpass/inventory';
import { createAddon, deleteAddon, waitForAddon } from '../../provisioning/steps/addons.ts';
import { createCluster, deleteCluster, waitForCluster } from '../../provisioning/steps/cluster.ts';
import { applyComponent } from '../../provisioning/steps/components.ts';
import { createFargateProfile, deleteFargateProfile } from '../../provisioning/steps/fargate.ts';
import {
  createAccessEntry,
  createIrsaRole,
  createOidcProvider,
  deleteOidcProvider,
  deleteRole,
  linkServiceAccount,
} from '../../provisioning/steps/identities.ts';
import { createNodeGroup, deleteNodeGroup, waitForNodeGroup } from '../../provisioning/steps/node-groups.ts';
import { protectCluster, unprotectCluster } from '../../provisioning/steps/protection.ts';
import { createStack, deleteStack } from '../../provisioning/steps/stack.ts';
import { installAddon, waitForAgent } from './agent.ts';
import { createAssociation, deleteAssociation, tagAssociation, updateAssociation } from './associations.ts';
import { createRole } from './create-role.ts';
import { createNamespace, createServiceAccount } from './kubernetes-objects.ts';
import { restartWorkload } from './restart-workload.ts';
import { attachPolicy, putInlinePolicy } from './role-permissions.ts';
import type { StepContext, StepOutcome, StepRunner } from './step-runner.ts';
import { updateTrustPolicy } from './update-trust-policy.ts';

const runners: { readonly [Kind in StepKind]: StepRunner<Kind> } = {
  'create-role': createRole,
  'put-inline-policy': putInlinePolicy,
  'attach-policy': attachPolicy,
  'update-trust-policy': updateTrustPolicy,
  'create-namespace': createNamespace,
  'create-service-account': createServiceAccount,
  'create-association': createAssociation,
  'update-association': updateAssociation,
  'tag-association': tagAssociation,
  'delete-association': deleteAssociation,
  'install-addon': installAddon,
  'wait-for-agent': waitForAgent,
  'restart-workload': restartWorkload,
  'create-stack': createStack,
  'create-cluster': createCluster,
  'wait-for-cluster': waitForCluster,
  'create-addon': createAddon,
  'wait-for-addon': waitForAddon,
  'create-node-group': createNodeGroup,
  'wait-for-node-group': waitForNodeGroup,
  'create-fargate-profile': createFargateProfile,
  'create-access-entry': createAccessEntry,
  'create-oidc-provider': createOidcProvider,
  'create-irsa-role': createIrsaRole,
  'link-service-account': linkServiceAccount,
  'apply-component': applyComponent,
  'protect-cluster': protectCluster,
  'unprotect-cluster': unprotectCluster,
  'delete-addon': deleteAddon,
  'delete-node-group': deleteNodeGroup,
  'delete-fargate-profile': deleteFargateProfile,
  'delete-cluster': deleteCluster,
  'delete-stack': deleteStack,
  'delete-oidc-provider': deleteOidcProvider,
  'delete-role': deleteRole,
};

/** A runner whose kind is known to fit the step's action. */
interface FittingRunner {
  apply(action: PlanStep['action'], context: StepContext): Promise<StepOutcome>;
  undo?(action: PlanStep['action'], context: StepContext): Promise<string>;
  lock?(action: PlanStep['action'], cluster: StepContext['cluster']): string;
}

/** Does a step, alone among all steps that touch the same thing. */
export async function applyStep(step: PlanStep, context: StepContext): Promise<StepOutcome> {
  const runner = runnerOf(step);
  return await alone(runner, step, context, (held) => runner.apply(step.action, held));
}

export function canBeUndone(step: PlanStep): boolean {
  return runnerOf(step).undo !== undefined;
}

/** Takes back what this change made in a step, if anything. */
export async function undoStep(step: PlanStep, context: StepContext): Promise<string> {
  const runner = runnerOf(step);
  const { undo } = runner;
  if (!undo) return 'Nothing to take back';
  return await alone(runner, step, context, (held) => undo(step.action, held));
}

function runnerOf(step: PlanStep): FittingRunner {
  // The table above pairs each kind with its runner, which the compiler cannot follow through a look-up.
  return runners[step.action.kind];
}

async function alone<Result>(
  runner: FittingRunner,
  step: PlanStep,
  context: StepContext,
  work: (context: StepContext) => Promise<Result>,
): Promise<Result> {
  const name = runner.lock?.(step.action, context.cluster);
  if (name === undefined) return await work(context);
  return await context.env.locks.withLock(name, (lost) => work(whileHeld(context, lost)), { signal: context.signal });
}

/** Whoever has lost the lock stops where it waits: another replica may be at the same thing by now. */
function whileHeld(context: StepContext, lost: AbortSignal): StepContext {
  const signal = AbortSignal.any([context.signal, lost]);
  const { env } = context;
  return { ...context, signal, env: { ...env, sleep: (milliseconds, own) => env.sleep(milliseconds, own ?? signal) } };
}
