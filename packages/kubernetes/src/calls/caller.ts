import { type Cluster, isPodpassError, PodpassError } from '@podpass/inventory';
import type { z } from 'zod';
import { refusal, retryAfterMs } from '../errors/refusal.ts';
import { brokeMidway, unreachable } from '../errors/unreachable.ts';
import type { Connection, HttpAnswer, HttpRequest } from './connection.ts';
import { pause, withDeadline } from './deadline.ts';
import type { KubernetesCall } from './kubernetes-call.ts';
import type { Outage } from './outage.ts';
import type { Slots } from './slots.ts';

export interface CallerOptions {
  cluster: Pick<Cluster, 'ref' | 'endpointAccess'>;
  connection: Connection;
  slots: Slots;
  /** Shared by all calls to the cluster. */
  outage: Outage;
  /** For one attempt. */
  requestTimeoutMs: number;
  /** For waiting between the attempts of one call, altogether. */
  retryBudgetMs: number;
}

export type AnswerSchema<Shape> = z.ZodType<Shape>;

/** Calls one cluster: in turn, in time, again where that helps; gives what the schema makes of the answer. */
export interface Caller {
  readonly cluster: string;
  /** Rejects with PodpassErrors, or with the signal's reason. */
  call<Shape>(call: KubernetesCall, schema: AnswerSchema<Shape>, signal?: AbortSignal): Promise<Shape>;
}

/** The answer to a list that went on too long: its place in the list is forgotten, it has to be begun again. */
export class ListExpired extends Error {}

export function createCaller(options: CallerOptions): Caller {
  return {
    cluster: options.cluster.ref.name,
    async call(call, schema, signal) {
      const answer = await options.slots.run(signal, () => {
        options.outage.check();
        return sendUntilAnswered(options, call, signal);
      });
      return readAnswer(options, call, schema, answer);
    },
  };
}

/**
 * Everything that is asked for may be asked for twice: reads change nothing, a patch sets the same values, a deletion of
 * what is gone is done, and a creation finds what an earlier attempt made (see `createOnce`).
 */
async function sendUntilAnswered(
  options: CallerOptions,
  call: KubernetesCall,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  let waited = 0;
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await sendOnce(options, call, signal);
    const wait = waitBefore(outcome, attempts);
    if (wait !== undefined && waited + wait <= options.retryBudgetMs) {
      waited += wait;
      await pause(wait, signal);
      continue;
    }
    if (outcome.kind === 'failed') {
      options.outage.begin(outcome.error);
      throw outcome.error;
    }
    options.outage.end();
    const { answer } = outcome;
    if (answer.status === 410 && call.verb === 'list') throw new ListExpired();
    if (answer.status >= 300) throw refusal(options.cluster.ref.name, call, answer);
    return answer;
  }
}

type Outcome = { kind: 'answered'; answer: HttpAnswer } | { kind: 'failed'; error: PodpassError; again: boolean };

async function sendOnce(
  { cluster, connection, requestTimeoutMs }: CallerOptions,
  call: KubernetesCall,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  try {
    const request = httpRequest(call);
    const answer = await withDeadline(requestTimeoutMs, signal, (inner) => connection.send(request, inner));
    return { kind: 'answered', answer };
  } catch (error) {
    if (signal?.aborted) throw error;
    // Minting a token may fail, in words of its own.
    if (isPodpassError(error)) throw error;
    return { kind: 'failed', error: unreachable(cluster, error), again: brokeMidway(error) };
  }
}

const FIRST_WAIT_MS = 200;

/** How long to wait before sending again; undefined when that would not help. */
function waitBefore(outcome: Outcome, attempts: number): number | undefined {
  const usual = FIRST_WAIT_MS * 2 ** (attempts - 1) * (0.75 + Math.random() / 2);
  if (outcome.kind === 'failed') return outcome.again ? usual : undefined;
  const { answer } = outcome;
  // 501 and the like stay as they are.
  return [429, 500, 502, 503, 504].includes(answer.status) ? (retryAfterMs(answer) ?? usual) : undefined;
}

function httpRequest(call: KubernetesCall): HttpRequest {
  const { verb, path, query, accept, contentType, body } = call;
  return {
    method: METHODS[verb],
    path,
    ...(query && { query }),
    ...(accept !== undefined && { accept }),
    ...(contentType !== undefined && { contentType }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

const METHODS = { get: 'GET', list: 'GET', create: 'POST', patch: 'PATCH', delete: 'DELETE' } as const;

/** Parses, never casts: what answers may be a proxy, or an API server of another time. */
function readAnswer<Shape>(
  { cluster }: CallerOptions,
  { verb, resource }: KubernetesCall,
  schema: AnswerSchema<Shape>,
  { text }: HttpAnswer,
): Shape {
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  const detail = `Its answer to ${verb} ${resource} is not what the Kubernetes API gives${where}: ${issue?.message ?? 'unreadable'}.`;
  throw new PodpassError('kubernetes-unreachable', { cluster: cluster.ref.name, detail });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
