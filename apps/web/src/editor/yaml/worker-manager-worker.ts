import { initialize as initializeEditorWorker } from 'monaco-editor/editor/editor.worker';

/** The part of `monaco-worker-manager` that runs in the worker: the first message starts it, the second has its data. */
export function initialize(create: (context: unknown, data: unknown) => object): void {
  self.onmessage = () => {
    initializeEditorWorker((context: unknown, data: unknown) => create(context, data));
  };
}
