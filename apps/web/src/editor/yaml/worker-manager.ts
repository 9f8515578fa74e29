import type * as Monaco from 'monaco-editor/editor';

/** Milliseconds after which the language worker counts as hung; what it was asked for is not worth waiting longer. */
const PATIENCE = 5_000;

interface WorkerManagerOptions<C> {
  label: string;
  moduleId: string;
  createData?: C;
}

/**
 * Stands in for `monaco-worker-manager`, which starts workers in a way that Monaco no longer knows (vite.config.ts maps
 * its name to this file). A worker that hangs is ended; the next question starts another one.
 */
export function createWorkerManager<T extends object, C>(
  monaco: typeof Monaco,
  { label, moduleId, createData }: WorkerManagerOptions<C>,
) {
  let data = createData;
  let worker: Monaco.editor.MonacoWebWorker<T> | undefined;
  let running: Worker | undefined;

  const stop = () => {
    worker?.dispose();
    running?.terminate();
    worker = undefined;
    running = undefined;
  };

  const start = async (): Promise<Worker> => {
    const getWorker = globalThis.MonacoEnvironment?.getWorker;
    if (getWorker === undefined) throw new Error('No worker can be started before the editor is set up');
    const started = await getWorker(moduleId, label);
    running = started;
    started.postMessage('start');
    started.postMessage(data);
    return started;
  };

  return {
    dispose: stop,
    async getWorker(...resources: Monaco.Uri[]): Promise<T> {
      worker ??= monaco.editor.createWebWorker<T>({ worker: start() });
      const asked = worker;
      const synced = await withPatience(asked.withSyncedResources(resources), () => {
        if (worker === asked) stop();
      });
      return guarded(synced, () => {
        if (worker === asked) stop();
      });
    },
    updateCreateData(next: C) {
      data = next;
      stop();
    },
  };
}

/** Every question is answered in time, or with nothing: completion and hover are a help, and no reason to fail. */
function guarded<T extends object>(worker: T | undefined, onHang: () => void): T {
  return new Proxy({} as T, {
    get(_target, name) {
      // A promise asks whether what it holds is a promise as well.
      if (name === 'then') return undefined;
      return (...args: unknown[]) => {
        const method: unknown = worker === undefined ? undefined : Reflect.get(worker, name);
        if (typeof method !== 'function') return Promise.resolve(undefined);
        return withPatience(Promise.resolve(Reflect.apply(method, worker, args)), onHang);
      };
    },
  });
}

function withPatience<A>(answer: Promise<A>, onHang: () => void): Promise<A | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      onHang();
      resolve(undefined);
    }, PATIENCE);
    answer.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        console.warn('The YAML language worker had no answer', error);
        resolve(undefined);
      },
    );
  });
}
