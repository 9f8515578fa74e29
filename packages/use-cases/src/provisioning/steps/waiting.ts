import { hasCode } from '@podpass/inventory';
import type { StepContext } from '../../changes/steps/step-runner.ts';

/** Making a cluster with its nodes takes up to about 20 minutes; EKS gives up by itself before this. */
const longest = 45 * 60_000;
/** At what has taken minutes already, looks are this much rarer than at what takes seconds. */
const rarer = 4;
/** How much longer each pause is than the one before: nobody waits half as long again as it takes. */
const growth = 1.5;

/** Looks until `look` gives a value; undefined if it did not in time. Rejects when the operation is to stop. */
export async function waitLong<Value>(
  { env, signal }: StepContext,
  look: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const deadline = env.now().getTime() + longest;
  for (let pause = env.timing.poll / 4; ; pause = Math.min(pause * growth, env.timing.poll * rarer)) {
    signal.throwIfAborted();
    const value = await look();
    if (value !== undefined) return value;
    if (env.now().getTime() > deadline) return undefined;
    await env.sleep(pause);
  }
}

/** False if EKS refuses because something else is on its way: then it is asked again later. */
export async function wasTaken(call: Promise<void>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (!hasCode(error, 'aws-conflict')) throw error;
    return false;
  }
}
