import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import editorWorkerUrl from 'monaco-editor/editor/editor.worker?worker&url';
import jsonWorkerUrl from 'monaco-editor/languages/features/json/json.worker?worker&url';
import { policySchema } from './policy-schema.ts';

// Workers are files of our own origin, so that the content security policy needs no exception for them.
globalThis.MonacoEnvironment = {
  getWorker: (_moduleId: string, label: string) =>
    new Worker(label === 'json' ? jsonWorkerUrl : editorWorkerUrl, { type: 'module', name: label }),
};

jsonDefaults.setDiagnosticsOptions({
  validate: true,
  allowComments: false,
  enableSchemaRequest: false,
  schemas: [{ uri: 'inmemory://podpass/iam-policy.json', fileMatch: ['*.policy.json'], schema: policySchema }],
});

export { monaco };
