import type { ConfigData } from '../config-value.ts';
import { toData } from '../config-value.ts';
import { type TextEdit, toTextEdit } from '../diagnostic.ts';
import { type ClassifiedDocument, classifyDocuments } from '../read/classify-documents.ts';
import { readDocuments } from '../read/read-documents.ts';
import { indexLines } from '../text/line-index.ts';
import { applySplices, inOrder } from '../text/splice.ts';
import { type ConfigEdit, type EditProblem, EditRefused, type EditTarget, type Path } from './config-edit.ts';
import { editData } from './edit-data.ts';
import { type EditedDocument, planSplices } from './plan-splices.ts';
import type { Style } from './render-value.ts';
import { sameData } from './same-data.ts';
import { aliasNames } from './source-nodes.ts';

export type EditResult =
  | {
      readonly ok: true;
      readonly text: string;
      /** Replacements in the text as it was. */
      readonly edits: readonly TextEdit[];
      /** Lines of the new text, from 1, that the edit wrote or that surround what it removed. */
      readonly lines: { readonly first: number; readonly last: number };
    }
  | { readonly ok: false; readonly problem: EditProblem };

/**
 * Edits the text of a configuration and nothing but the bytes that the edit is about. The result is read again and compared
 * with the same edit on the data; should they ever differ, the edit is refused rather than saved.
 */
export function editConfig(text: string, edit: ConfigEdit): EditResult {
  try {
    return editOrThrow(text, edit);
  } catch (error) {
    if (error instanceof EditRefused) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Several edits, each on the outcome of the one before. All or nothing. */
export function editConfigInOrder(text: string, edits: readonly ConfigEdit[]): EditResult {
  let current = text;
  for (const edit of edits) {
    const result = editConfig(current, edit);
    if (!result.ok) return result;
    current = result.text;
  }
  return { ok: true, text: current, ...difference(text, current) };
}

function editOrThrow(text: string, edit: ConfigEdit): EditResult {
  const before = readAll(text);
  const { document, prefix } = documentFor(before, edit.target);
  const absolute: ConfigEdit = { ...edit, path: [...prefix, ...edit.path] };
  const edited = editedDocument(text, document);
  const wanted = editData(edited.data, absolute);
  const splices = inOrder(planSplices(edited, absolute));
  const after = applySplices(text, splices);
  verify(before, after, document, wanted);
  const lines = indexLines(text);
  return {
    ok: true,
    text: after,
    edits: splices.map((splice) => toTextEdit(splice, lines)),
    lines: difference(text, after).lines,
  };
}

/** The document that holds one half of the configuration, and where in it that half begins. */
export function documentFor(
  documents: readonly ClassifiedDocument[],
  target: EditTarget,
): { document: ClassifiedDocument; prefix: Path } {
  const v3 = documents.find((document) => document.role === 'cluster-v3');
  const document = v3 ?? documents.find((one) => one.role === target);
  if (document === undefined) {
    const name = target === 'cluster' ? 'Cluster' : 'ClusterConfig';
    throw new EditRefused('document-missing', `The file has no ${name} document`);
  }
  return { document, prefix: v3 !== undefined && target === 'config' ? ['spec', 'config'] : [] };
}

export function editedDocument(text: string, document: ClassifiedDocument): EditedDocument {
  const data = dataOf(document);
  const root = document.source.yaml.contents;
  return { text, root, data, style: styleOf(text), shared: aliasNames(root) };
}

function dataOf(document: ClassifiedDocument): ConfigData {
  return document.source.root === undefined ? null : toData(document.source.root);
}

function readAll(text: string): readonly ClassifiedDocument[] {
  const read = readDocuments(text);
  const error = read.findings.find((finding) => finding.severity === 'error');
  if (error !== undefined) throw new EditRefused('text-invalid', `The text must be valid YAML first: ${error.message}`);
  return classifyDocuments(read.documents).documents;
}

/** As most of the text is written: its first line end, and its first list below a key. */
function styleOf(text: string): Style {
  const firstBreak = text.indexOf('\n');
  const lineEnd = firstBreak > 0 && text[firstBreak - 1] === '\r' ? '\r\n' : '\n';
  const list = /^( *)(?:- )*[^\s#][^\r\n]*:[ \t]*(?:#[^\r\n]*)?\r?\n( *)- /m.exec(text);
  const indentless = list !== null && (list[1] ?? '').length === (list[2] ?? '').length;
  return { lineEnd, indentless };
}

function verify(
  before: readonly ClassifiedDocument[],
  text: string,
  edited: ClassifiedDocument,
  wanted: ConfigData,
): void {
  const read = readDocuments(text);
  const failed =
    read.findings.some((finding) => finding.severity === 'error') ||
    read.documents.length !== before.length ||
    before.some((document, index) => {
      const root = read.documents[index]?.root;
      const now = root === undefined ? null : toData(root);
      return !sameData(now, document === edited ? wanted : dataOf(document));
    });
  if (failed) {
    throw new EditRefused(
      'layout-unsupported',
      'The way this part is written does not allow the change without touching more: edit the text',
    );
  }
}

/** What lies between the common beginning and the common end of two texts. */
function difference(before: string, after: string): { edits: TextEdit[]; lines: { first: number; last: number } } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const splice = { start: head, end: before.length - tail, insert: after.slice(head, after.length - tail) };
  return {
    edits: before === after ? [] : [toTextEdit(splice, indexLines(before))],
    lines: changedLines(before, after),
  };
}

/** From 1, in the new text. Where lines were only removed: the line that moved up to their place. */
function changedLines(before: string, after: string): { first: number; last: number } {
  const old = before.split('\n');
  const now = after.split('\n');
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const first = Math.min(head + 1, now.length);
  return { first, last: Math.max(first, now.length - tail) };
}
