import { isThrottlingError } from '@smithy/core/retry';
import type {
  Client,
  Command,
  FinalizeHandler,
  FinalizeHandlerArguments,
  HttpHandlerOptions,
  MetadataBearer,
  MiddlewareStack,
  SdkError,
} from '@smithy/types';
import { type ErrorSubject, mapSdkError } from '../errors/map-sdk-error.ts';
import { MalformedAnswer } from '../errors/answer.ts';
import { isQuotaError } from '../errors/error-names.ts';
import { withDeadline } from './deadline.ts';
import { type AwsCall, type AwsService, callsInFlight } from './limits.ts';
import { Slots } from './slots.ts';
import type { TokenBucket } from './token-bucket.ts';

export interface CallerOptions {
  service: AwsService;
  region: string;
  bucket: TokenBucket;
  /** From getting a slot to the answer, with all waiting and retries in between. */
  callTimeoutMs: number;
  onCall: ((call: AwsCall) => void) | undefined;
  /** Told of each call that went well and changes something. */
  onChange: (change: { awsRequestId: string }) => void;
}

export interface CallContext {
  signal?: AbortSignal | undefined;
  /** What the call is about, for the words of an error. */
  subject?: ErrorSubject;
}

/**
 * Sends one command: waits for a slot and for the rate budget, lets the SDK retry, reads the answer, and turns every
 * failure into a PodpassError. Rejects with the signal's reason if the signal fires.
 */
export type Caller<ClientInput extends object, ClientOutput extends MetadataBearer, Config> = <
  Input extends ClientInput,
  Output extends ClientOutput,
  Result,
>(
  command: Command<ClientInput, Input, ClientOutput, Output, Config>,
  read: (output: Output) => Result,
  context?: CallContext,
) => Promise<Result>;

export function createCaller<ClientInput extends object, ClientOutput extends MetadataBearer, Config>(
  client: Pick<Client<ClientInput, ClientOutput, Config>, 'send'>,
  options: CallerOptions,
): Caller<ClientInput, ClientOutput, Config> {
  const slots = { reads: new Slots(callsInFlight.reads), writes: new Slots(callsInFlight.writes) };

  return async (command, read, { signal, subject } = {}) => {
    const operation = operationOf(command);
    const release = await slots[isRead(operation) ? 'reads' : 'writes'].acquire(signal);
    let lastFailure: unknown;
    let timeIsUp = false;
    try {
      return await withDeadline(options.callTimeoutMs, signal, async (inner) => {
        inner.addEventListener('abort', () => {
          timeIsUp = true;
        });
        watchAttempts(command.middlewareStack, operation, options, inner, (error) => {
          lastFailure = error;
        });
        const handlerOptions: HttpHandlerOptions = { abortSignal: inner };
        const output = await client.send(command, handlerOptions);
        const { requestId } = output.$metadata;
        if (!isRead(operation) && requestId !== undefined) options.onChange({ awsRequestId: requestId });
        return readAnswer(output, read);
      });
    } catch (error) {
      signal?.throwIfAborted();
      // When the time is up, what went wrong before says more than that it is up.
      const cause = timeIsUp ? (lastFailure ?? timeUp(options.callTimeoutMs)) : error;
      throw mapSdkError(cause, { service: options.service, operation, ...(subject && { subject }) });
    } finally {
      release();
    }
  };
}

function readAnswer<Output extends MetadataBearer, Result>(output: Output, read: (output: Output) => Result): Result {
  try {
    return read(output);
  } catch (error) {
    // The request id of an answer that lacks something leads AWS support to it.
    throw error instanceof MalformedAnswer ? Object.assign(error, { $metadata: output.$metadata }) : error;
  }
}

/** Below the SDK's retries and above its signing: every attempt asks for its own token and is signed when it goes out. */
function watchAttempts<Input extends object, Output extends MetadataBearer>(
  stack: MiddlewareStack<Input, Output>,
  operation: string,
  { service, region, bucket, onCall }: CallerOptions,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): void {
  stack.addRelativeTo(
    (next: FinalizeHandler<Input, Output>) => async (args: FinalizeHandlerArguments<Input>) => {
      await bucket.acquire(signal);
      const startedAt = performance.now();
      const report = (outcome: string, awsRequestId: string | undefined) =>
        onCall?.({
          service,
          operation,
          region,
          durationMs: performance.now() - startedAt,
          outcome,
          ...(awsRequestId !== undefined && { awsRequestId }),
        });
      try {
        const result = await next(args);
        report('ok', result.output.$metadata.requestId);
        return result;
      } catch (error) {
        const failure = error as SdkError;
        if (isThrottlingError(failure) && !isQuotaError(failure)) bucket.throttled(startedAt);
        if (!signal.aborted) onFailure(error);
        report(failure.name, failure.$metadata?.requestId);
        throw error;
      }
    },
    { name: 'podpassAttempt', relation: 'before', toMiddleware: 'httpSigningMiddleware', override: true },
  );
}

function operationOf(command: object): string {
  return command.constructor.name.replace(/Command$/, '');
}

function isRead(operation: string): boolean {
  return /^(List|Describe|Get|Simulate|AssumeRole)/.test(operation);
}

function timeUp(ms: number): Error {
  return Object.assign(new Error(`no answer within ${Math.round(ms / 1000)} seconds`), { name: 'TimeoutError' });
}
