import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '../state/sandbox-state.ts';
import { AwsError, type World } from '../world.ts';
import { CallLog } from './call-log.ts';
import { errorOfFault, throttled } from './error-of-fault.ts';
import { Faults } from './faults.ts';
import { RateLimiter } from './rate-limiter.ts';

/** What is between the callers and the operations. It is not part of the state: a restart begins without faults. */
export interface Traffic {
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly rates: RateLimiter;
}

export function newTraffic(): Traffic {
  return { calls: new CallLog(), faults: new Faults(), rates: new RateLimiter() };
}

export interface GuardedCall<Answer extends { status: number }> {
  service: ServiceName;
  /** For example `CreateAddon`, or `PATCH deployments` for Kubernetes. */
  operation: string;
  /** Does the call. Refusals are either thrown as {@link AwsError} or returned as an answer with an error status. */
  perform: () => Answer | Promise<Answer>;
  /** Turns a refusal into an answer of the protocol. Anything that is not an AwsError is rethrown by the guard. */
  refuse: (error: AwsError) => Answer;
}

/**
 * Every call to the sandbox passes here once: rate limit, latency (half before and half after the effect, so that a
 * caller who dies in between may or may not have had it), faults, and the call log.
 *
 * @returns the answer, or `disconnect` when the connection is to be cut without one
 */
export async function guard<Answer extends { status: number }>(
  world: World,
  { calls, faults, rates }: Traffic,
  call: GuardedCall<Answer>,
): Promise<Answer | 'disconnect'> {
  const at = world.now();
  const finish = (answer: Answer, error?: string): Answer => {
    calls.add({ service: call.service, operation: call.operation, at, status: answer.status, ...(error && { error }) });
    return answer;
  };
  const cut = (): 'disconnect' => {
    calls.add({ service: call.service, operation: call.operation, at, status: 0, error: 'disconnect' });
    return 'disconnect';
  };

  const delay = (world.state.settings.latency[call.service] ?? 0) / 2;
  await wait(delay);
  if (!rates.admit(call.service, world.state.settings.rateLimits[call.service], world.now())) {
    await wait(delay);
    const refusal = throttled(call.service);
    return finish(call.refuse(refusal), refusal.code);
  }
  const fault = faults.take(call.service, call.operation);
  if (fault?.phase === 'before') {
    await wait(delay);
    return fault.error === 'disconnect' ? cut() : finish(...refused(call, errorOfFault(fault.error, call.service)));
  }
  const [answer, error] = await performed(call);
  await wait(delay);
  if (fault !== undefined) {
    return fault.error === 'disconnect' ? cut() : finish(...refused(call, errorOfFault(fault.error, call.service)));
  }
  return finish(answer, error);
}

async function performed<Answer extends { status: number }>(
  call: GuardedCall<Answer>,
): Promise<[Answer, string | undefined]> {
  try {
    return [await call.perform(), undefined];
  } catch (error) {
    if (error instanceof AwsError) {
      return refused(call, error);
    }
    throw error;
  }
}

function refused<Answer extends { status: number }>(call: GuardedCall<Answer>, error: AwsError): [Answer, string] {
  return [call.refuse(error), error.code];
}

async function wait(ms: number): Promise<void> {
  if (ms > 0) {
    await sleep(ms);
  }
}
