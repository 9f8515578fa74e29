import { type ConfigMap, type ConfigValue, textAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import {
  CLUSTER,
  CLUSTER_CONFIG,
  CLUSTER_V3,
  EKSCTL_API_VERSION,
  RAFAY_API_VERSION,
  V3_API_VERSION,
} from '../schema/documents.ts';
import type { Dialect, ObjectField } from '../schema/field.ts';
import type { Span } from '../text/line-index.ts';
import type { SourceDocument } from './read-documents.ts';

/** `cluster` is the console's document, `config` the ClusterConfig, `cluster-v3` both in one. */
export type DocumentRole = 'cluster' | 'config' | 'cluster-v3' | 'unknown' | 'empty';

export interface ClassifiedDocument {
  readonly source: SourceDocument;
  readonly role: DocumentRole;
  readonly map?: ConfigMap;
}

export interface Classified {
  readonly documents: readonly ClassifiedDocument[];
  readonly dialect: Dialect;
  readonly findings: readonly Finding[];
}

const SCHEMAS: Readonly<Record<'cluster' | 'config' | 'cluster-v3', ObjectField>> = {
  cluster: CLUSTER,
  config: CLUSTER_CONFIG,
  'cluster-v3': CLUSTER_V3,
};

export function schemaOf(role: DocumentRole): ObjectField | undefined {
  return role === 'unknown' || role === 'empty' ? undefined : SCHEMAS[role];
}

/** Says what each document is, and what is wrong with the set of them: two of a kind, strangers, none. */
export function classifyDocuments(sources: readonly SourceDocument[]): Classified {
  const documents = sources.map((source): ClassifiedDocument => {
    const map = source.root?.kind === 'map' ? source.root : undefined;
    return map === undefined
      ? { source, role: isEmpty(source.root) ? 'empty' : 'unknown' }
      : { source, map, role: roleOf(map) };
  });
  const config = documents.find((document) => document.role === 'config');
  const dialect = textAt(config?.map, 'apiVersion') === EKSCTL_API_VERSION ? 'eksctl' : 'rafay';
  return { documents, dialect, findings: [...strangers(documents), ...duplicates(documents), ...missing(documents)] };
}

function isEmpty(root: ConfigValue | undefined): boolean {
  return root === undefined || (root.kind === 'scalar' && root.value === null);
}

/** By kind and apiVersion; while both are being typed, by the sections that only one kind of document has. */
export function roleOf(map: ConfigMap): DocumentRole {
  const kind = textAt(map, 'kind');
  const apiVersion = textAt(map, 'apiVersion');
  if (apiVersion === V3_API_VERSION) return 'cluster-v3';
  if (apiVersion === RAFAY_API_VERSION || apiVersion === EKSCTL_API_VERSION || kind === 'ClusterConfig')
    return 'config';
  if (kind === 'Cluster') return map.entries.has('apiVersion') ? 'cluster-v3' : 'cluster';
  if (kind !== undefined && kind !== '') return 'unknown';
  if (map.entries.has('spec')) return map.entries.has('apiVersion') ? 'cluster-v3' : 'cluster';
  const sections = ['metadata', 'iam', 'addons', 'vpc', 'managedNodeGroups', 'nodeGroups'];
  return sections.some((section) => map.entries.has(section)) ? 'config' : 'unknown';
}

function strangers(documents: readonly ClassifiedDocument[]): Finding[] {
  const findings: Finding[] = [];
  for (const { role, source } of documents) {
    if (role === 'unknown' && source.sound) {
      const message = 'This document is neither a Cluster nor a ClusterConfig (see its kind and apiVersion)';
      findings.push({ code: 'document-unknown', severity: 'error', message, at: headOf(source) });
    } else if (role === 'empty' && source.sound && documents.length > 1) {
      const message = 'This document is empty: remove its "---"';
      findings.push({ code: 'document-empty', severity: 'warning', message, at: headOf(source) });
    }
  }
  return findings;
}

function duplicates(documents: readonly ClassifiedDocument[]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<DocumentRole>();
  for (const { role, source } of documents) {
    if (role === 'unknown' || role === 'empty') continue;
    const clashes = seen.has(role) || (role === 'cluster-v3' && seen.size > 0) || seen.has('cluster-v3');
    if (clashes) {
      const message = 'A file describes one cluster: this document says again what an earlier one says';
      findings.push({ code: 'document-duplicate', severity: 'error', message, at: headOf(source) });
    }
    seen.add(role);
  }
  return findings;
}

function missing(documents: readonly ClassifiedDocument[]): Finding[] {
  if (documents.some((document) => !document.source.sound)) return [];
  const roles = new Set(documents.map((document) => document.role));
  if (roles.has('config') || roles.has('cluster-v3')) return [];
  if ([...roles].every((role) => role === 'empty')) {
    const message = 'The file is empty: it needs at least a ClusterConfig document';
    return [{ code: 'document-missing', severity: 'error', message, at: { start: 0, end: 0 } }];
  }
  if (!roles.has('cluster')) return [];
  const cluster = documents.find((document) => document.role === 'cluster');
  const message = 'The ClusterConfig document is missing: it follows this one after a line "---"';
  return [
    {
      code: 'document-missing',
      severity: 'error',
      message,
      at: cluster ? headOf(cluster.source) : { start: 0, end: 0 },
    },
  ];
}

function headOf(source: SourceDocument): Span {
  const { root } = source;
  if (root === undefined) return { start: source.start, end: source.start };
  if (root.kind === 'map') {
    const first = root.entries.values().next().value;
    if (first !== undefined) return first.keySpan;
  }
  return root.span;
}
