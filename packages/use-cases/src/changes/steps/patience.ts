import { hasCode, PodpassError } from '@podpass/inventory';
import type { StepContext } from './step-runner.ts';

/**
 * Calls EKS until it sees a role that was changed moments ago. Only then are its two refusals worth waiting for;
 * otherwise they are the truth (eks-and-iam §1.1).
 */
export async function untilRoleIsSeen<Result>(
  context: StepContext,
  roleIsFresh: boolean,
  call: () => Promise<Result>,
): Promise<Result> {
  const { env, note } = context;
  const deadline = env.now().getTime() + env.timing.rolePropagation;
  for (let wait = env.timing.poll / 4; ; wait = Math.min(wait * 2, env.timing.poll * 2)) {
    try {
      return await call();
    } catch (error) {
      const mayPass = roleIsFresh && hasCode(error, 'role-not-visible-yet', 'role-trust-invalid');
      if (!mayPass || env.now().getTime() + wait > deadline) throw roleIsFresh ? error : asLasting(error);
      await note('EKS does not see the changed role yet; trying again');
      await env.sleep(wait);
    }
  }
}

/** A role that nobody changed moments ago is not on its way: it does not exist. */
function asLasting(error: unknown): unknown {
  return hasCode(error, 'role-not-visible-yet')
    ? new PodpassError('role-not-found', error.data, { awsRequestId: error.awsRequestId, cause: error })
    : error;
}

/** Looks again and again until `look` gives a value. Undefined if it did not within `timeoutMs`. */
export async function waitFor<Value>(
  { env }: StepContext,
  timeoutMs: number,
  look: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const deadline = env.now().getTime() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (env.now().getTime() + env.timing.poll > deadline) return undefined;
    await env.sleep(env.timing.poll);
  }
}
