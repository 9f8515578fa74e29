import type { ConfigFacts, ConfigParts } from './config-parts.ts';
import { type ConfigMap, mapAt } from './config-value.ts';
import { type Diagnostic, type Finding, toDiagnostics } from './diagnostic.ts';
import type { DiagnosticCode } from './diagnostic-code.ts';
import { type ConfigEdit, EditRefused } from './edit/config-edit.ts';
import { documentFor, editedDocument } from './edit/edit-config.ts';
import { type EditedDocument, planSplices } from './edit/plan-splices.ts';
import { type ConfigModel, modelOf } from './model.ts';
import {
  type ClassifiedDocument,
  classifyDocuments,
  type DocumentRole,
  roleOf,
  schemaOf,
} from './read/classify-documents.ts';
import { readDocuments } from './read/read-documents.ts';
import { runRules } from './rules/run-rules.ts';
import type { Dialect } from './schema/field.ts';
import { checkStructure } from './structure/check-structure.ts';
import { indexLines, type LineIndex, type Range } from './text/line-index.ts';
import type { Splice } from './text/splice.ts';

export interface OpenedDocument {
  readonly role: DocumentRole;
  readonly range: Range;
}

/** A configuration as it was read. It never changes: edits make a new text, which is opened again. */
export interface OpenedConfig {
  readonly text: string;
  readonly dialect: Dialect;
  readonly documents: readonly OpenedDocument[];
  /** Undefined when no ClusterConfig could be read. Present also beside errors, as far as it could be read. */
  readonly model: ConfigModel | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** No diagnostic is an error. */
  readonly valid: boolean;
}

/**
 * Opens the text of a configuration in any of its forms and says everything that is wrong with it at once. Never throws,
 * whatever the text is.
 */
export function openClusterConfig(text: string, facts: ConfigFacts = {}): OpenedConfig {
  const lines = indexLines(text);
  const read = readDocuments(text);
  const classified = classifyDocuments(read.documents);
  const refused = read.documents.length === 0 && read.findings.some((finding) => finding.severity === 'error');
  const structure = classified.documents.map((document) => structureOf(document, classified.dialect));
  const parts = partsOf(classified.documents);
  const { dialect } = classified;
  const plan = planner(text, classified.documents);
  const relations =
    parts.config === undefined ? [] : runRules({ ...parts, config: parts.config, dialect, facts, plan });
  const findings = [read.findings, refused ? [] : classified.findings, ...structure, relations].flat();
  const diagnostics = toDiagnostics(findings, lines);
  return {
    text,
    dialect: classified.dialect,
    documents: classified.documents.map((document) => opened(document, lines)),
    model: modelOf(parts),
    diagnostics,
    valid: diagnostics.every((diagnostic) => diagnostic.severity !== 'error'),
  };
}

/** Of a document with broken syntax: what is wrong before the place where it breaks, which is all that is sure. */
function structureOf({ map, role, source }: ClassifiedDocument, dialect: Dialect): Finding[] {
  const schema = schemaOf(role);
  if (schema !== undefined && map !== undefined) return checkStructure(map, schema, dialect);
  if (source.partial?.root.kind !== 'map') return [];
  const { root, brokenAt, findings } = source.partial;
  const partialSchema = schemaOf(roleOf(root));
  const found = partialSchema === undefined ? findings : [...findings, ...checkStructure(root, partialSchema, dialect)];
  return found.filter(({ code, at }) => at.end < brokenAt && !SAYS_MISSING.has(code));
}

/** What seems to be missing may well stand where the text could not be read. */
const SAYS_MISSING: ReadonlySet<DiagnosticCode> = new Set([
  'key-required',
  'null-section',
  'value-empty',
  'list-too-short',
  'alias-unknown',
]);

function partsOf(documents: readonly ClassifiedDocument[]): ConfigParts {
  const first = (role: DocumentRole): ConfigMap | undefined =>
    documents.find((document) => document.role === role)?.map;
  const v3 = first('cluster-v3');
  if (v3 !== undefined) return { cluster: v3, config: mapAt(v3, 'spec', 'config'), form: 'v3' };
  const cluster = first('cluster');
  const config = first('config');
  if (config === undefined) return { cluster, config, form: undefined };
  return { cluster, config, form: cluster === undefined ? 'cluster-config' : 'two-documents' };
}

function opened(document: ClassifiedDocument, lines: LineIndex): OpenedDocument {
  return { role: document.role, range: lines.rangeOf(document.source) };
}

/** Fixes are edits; one that the layout does not allow is simply not offered. */
function planner(text: string, documents: readonly ClassifiedDocument[]): (edit: ConfigEdit) => Splice[] | undefined {
  const prepared = new Map<ClassifiedDocument, EditedDocument>();
  return (edit) => {
    try {
      const { document, prefix } = documentFor(documents, edit.target);
      const edited = prepared.get(document) ?? editedDocument(text, document);
      prepared.set(document, edited);
      return planSplices(edited, { ...edit, path: [...prefix, ...edit.path] });
    } catch (error) {
      if (error instanceof EditRefused) return undefined;
      throw error;
    }
  };
}
