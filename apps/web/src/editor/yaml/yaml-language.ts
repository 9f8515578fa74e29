import { clusterConfigJsonSchema, type ConfigFacts } from '@podpass/cluster-config';
import 'monaco-editor/languages/definitions/yaml/register';
import { configureMonacoYaml } from 'monaco-yaml';
import { monaco, registerWorker } from '../monaco.ts';
import yamlWorkerUrl from './yaml.worker.ts?worker&url';

registerWorker('yaml', yamlWorkerUrl);

const none = (): monaco.IDisposable => ({ dispose: () => undefined });

// Completion, hover, structure and formatting are asked of it. What is wrong and how to mend it says our own check;
// nothing is formatted unasked.
const language = configureMonacoYaml(
  {
    ...monaco,
    languages: {
      ...monaco.languages,
      registerCodeActionProvider: none,
      registerLinkProvider: none,
      registerOnTypeFormattingEditProvider: none,
    },
  },
  {
    validate: false,
    enableSchemaRequest: false,
    format: { enable: true, printWidth: 120, proseWrap: 'preserve' },
    schemas: schemasFor({}),
  },
);

let offered: ConfigFacts = {};

/** Has completion offer what EKS offers for the configuration that is being edited. */
export function offerValuesOf(facts: ConfigFacts): void {
  const { kubernetesVersions, addonCatalogues } = facts;
  if (kubernetesVersions === offered.kubernetesVersions && addonCatalogues === offered.addonCatalogues) return;
  offered = facts;
  void language.update({ schemas: schemasFor(facts) });
}

function schemasFor(facts: ConfigFacts) {
  return [
    {
      uri: 'inmemory://podpass/cluster-config.json',
      fileMatch: ['*.cluster.yaml'],
      schema: schemaForCompletion(facts),
    },
  ];
}

/** Longer texts are no configurations (`input-too-large`), and too much for a language worker. */
const LONGEST = 2 * 1024 * 1024;

/** The language in which a text is shown. */
export function languageOf(text: string): string {
  return text.length > LONGEST ? 'plaintext' : 'yaml';
}

/**
 * The schema, with its branch chosen in another order: completion takes what is written for the beginning of a constant,
 * so that `kind: Cluster` would already count as a ClusterConfig.
 */
function schemaForCompletion(facts: ConfigFacts) {
  return {
    ...clusterConfigJsonSchema(facts),
    if: { properties: { kind: { const: 'Cluster' } }, required: ['kind'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: {
      if: { required: ['apiVersion'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { $ref: '#/definitions/ClusterV3' },
      else: { $ref: '#/definitions/Cluster' },
    },
    else: { $ref: '#/definitions/ClusterConfig' },
  };
}
