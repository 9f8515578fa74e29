import type { StepContext } from '../../changes/steps/step-runner.ts';

/** Making a cluster with its nodes takes up to about 20 minutes; EKS gives up by itself before this. */
const longest = 45 * 60_000;
/** Looks are this much rarer than at what takes seconds. */
const rarer = 4;

/** Looks until `look` gives a value; undefined if it did not in time. Rejects when the operation is to stop. */
export async function waitLong<Value>(
  { env, signal }: StepContext,
  look: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const deadline = env.now().getTime() + longest;
  for (;;) {
    signal.throwIfAborted();
    const value = await look();
    if (value !== undefined) return value;
    if (env.now().getTime() > deadline) return undefined;
    await env.sleep(env.timing.poll * rarer);
  }
}
