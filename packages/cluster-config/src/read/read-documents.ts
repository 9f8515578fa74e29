import type { ConfigValue } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { buildTree } from './build-tree.ts';
import { inputFindings } from './input-limits.ts';
import { compose, tokenize } from './library-reader.ts';
import { readQuickly } from './quick/read-quickly.ts';
import type { YamlDocument } from './yaml-document.ts';

/** One YAML document: its nodes for edits, its positioned tree for everything else. */
export interface SourceDocument {
  readonly yaml: YamlDocument;
  readonly root: ConfigValue | undefined;
  readonly start: number;
  readonly end: number;
  /** Its syntax is sound, so that its tree says what the author meant. */
  readonly sound: boolean;
  /** Of a document that is not sound: what was read of it, what was found in that, and where it first breaks. */
  readonly partial?: { readonly root: ConfigValue; readonly findings: readonly Finding[]; readonly brokenAt: number };
}

export interface ReadText {
  readonly documents: readonly SourceDocument[];
  readonly findings: readonly Finding[];
}

/**
 * Text to documents with positions. Never throws and never hangs on hostile input: size, control characters and depth are
 * checked on the stream of tokens before anything recursive runs, and aliases are resolved within a budget.
 */
export function readDocuments(text: string): ReadText {
  const findings = inputFindings(text);
  if (findings.some((finding) => finding.severity === 'error')) return { documents: [], findings };
  const documents = readQuickly(text) ?? readThoroughly(text);
  if ('code' in documents) return { documents: [], findings: [...findings, documents] };
  const startOf = (index: number): number => documents[index]?.range[0] ?? text.length;
  return { documents: documents.map((one, index) => readDocument(one, startOf(index + 1), findings)), findings };
}

function readThoroughly(text: string): readonly YamlDocument[] | Finding {
  const read = tokenize(text);
  return 'code' in read ? read : compose(read.tokens, text.length);
}

function readDocument(yaml: YamlDocument, end: number, findings: Finding[]): SourceDocument {
  for (const error of yaml.errors) {
    const [from, to] = error.pos;
    const at = { start: from, end: Math.max(to, from + 1) };
    findings.push({ code: 'yaml-syntax', severity: 'error', message: sentence(error.message), at });
  }
  for (const warning of yaml.warnings) {
    const at = { start: warning.pos[0], end: warning.pos[1] };
    findings.push({ code: 'tag-unsupported', severity: 'error', message: sentence(warning.message), at });
  }
  const place = { yaml, start: yaml.range[0], end };
  if (yaml.errors.length === 0) return { ...place, root: buildTree(yaml.contents, findings), sound: true };
  const inBroken: Finding[] = [];
  const root = buildTree(yaml.contents, inBroken);
  const brokenAt = yaml.errors.reduce((first, error) => Math.min(first, error.pos[0]), end);
  const broken = { ...place, root: undefined, sound: false };
  return root === undefined ? broken : { ...broken, partial: { root, findings: inBroken, brokenAt } };
}

function sentence(message: string): string {
  return message.replaceAll(/\s*\n\s*/g, ' ').trim();
}
