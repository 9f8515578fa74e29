import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
import editorWorkerUrl from 'monaco-editor/editor/editor.worker?worker&url';

const workerUrls = new Map<string, string>();

// Workers are files of our own origin, so that the content security policy needs no exception for them.
globalThis.MonacoEnvironment = {
  getWorker: (_moduleId: string, label: string) =>
    new Worker(workerUrls.get(label) ?? editorWorkerUrl, { type: 'module', name: label }),
};

/** Says which file is the worker of a language. */
export function registerWorker(label: string, url: string): void {
  workerUrls.set(label, url);
}

export { monaco };
