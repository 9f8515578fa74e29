import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import jsonWorkerUrl from 'monaco-editor/languages/features/json/json.worker?worker&url';
import { registerWorker } from './monaco.ts';
import { policySchema } from './policy-schema.ts';

registerWorker('json', jsonWorkerUrl);

jsonDefaults.setDiagnosticsOptions({
  validate: true,
  allowComments: false,
  enableSchemaRequest: false,
  schemas: [{ uri: 'inmemory://podpass/iam-policy.json', fileMatch: ['*.policy.json'], schema: policySchema }],
});
