import checkWorkerUrl from './check.worker.ts?worker&url';
import type { CheckAnswer, CheckWorker, CheckWorkerEvents } from './checker.ts';

/** Starts the worker that runs the checks: a file of our own origin, as the content security policy asks. */
export function startCheckWorker(events: CheckWorkerEvents): CheckWorker {
  const worker = new Worker(checkWorkerUrl, { type: 'module', name: 'configuration checks' });
  worker.addEventListener('message', ({ data }: MessageEvent<CheckAnswer>) => events.answered(data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    events.failed(`The checks could not run${event.message ? `: ${event.message}` : ''}.`);
  });
  return {
    ask: (request) => worker.postMessage(request),
    end: () => worker.terminate(),
  };
}
