import { AssociationSpec } from '@podpass/inventory';
import Papa from 'papaparse';
import { parseAllDocuments } from 'yaml';
import type { AssociationInput } from './association-form.ts';

/** One row of a bulk input: what it asks for, and what is wrong with it. */
export interface BulkRow {
  /** Line of a CSV file, or place in a YAML list, from 1. */
  place: number;
  input: AssociationInput | undefined;
  subject: string;
  role: string;
  problems: string[];
}

export type BulkInput = { ok: true; rows: BulkRow[] } | { ok: false; problem: string };

/** As many as one change takes. */
export const mostRows = 500;

/** Columns of a CSV file; the names are those of the cluster configuration, upper and lower case alike. */
export const csvColumns = [
  'namespace',
  'serviceAccountName',
  'roleARN',
  'createServiceAccount',
  'roleName',
  'permissionPolicyARNs',
  'wellKnownPolicies',
  'permissionsBoundaryARN',
  'targetRoleARN',
  'disableSessionTags',
  'tags',
] as const;

/**
 * Reads CSV (with a header line) or YAML: a list of associations, or `iam.podIdentityAssociations` of a cluster
 * configuration. Lists in a CSV cell are separated by spaces or semicolons, tags are `key=value`.
 */
export function readRows(text: string): BulkInput {
  if (text.trim() === '') return { ok: true, rows: [] };
  const read = looksLikeCsv(text) ? readCsv(text) : readYaml(text);
  if (!read.ok) return read;
  if (read.items.length > mostRows) {
    return {
      ok: false,
      problem: `${read.items.length} associations are more than the ${mostRows} that one change takes. Split the input.`,
    };
  }
  return { ok: true, rows: withRepeats(read.items.map(toRow)) };
}

type Items = { ok: true; items: { place: number; fields: Record<string, unknown> }[] } | { ok: false; problem: string };

function looksLikeCsv(text: string): boolean {
  const [first = ''] = text.trimStart().split('\n', 1);
  return first.includes(',') && !first.includes(':') && /namespace/i.test(first);
}

function readCsv(text: string): Items {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text.trim(), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (header) => canonical(header),
  });
  const [error] = errors;
  if (error) return { ok: false, problem: `Line ${(error.row ?? 0) + 2}: ${error.message}` };
  const unknown = (meta.fields ?? []).filter((name) => !(csvColumns as readonly string[]).includes(name));
  if (unknown.length > 0)
    return { ok: false, problem: `Unknown column ${unknown.join(', ')}. Known are ${csvColumns.join(', ')}.` };
  return { ok: true, items: data.map((fields, index) => ({ place: index + 2, fields: fromCells(fields) })) };
}

/** `service account`, `serviceaccount`, `Role ARN` and the like, as the column is called. */
function canonical(header: string): string {
  const plain = header
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  const known = csvColumns.find((name) => name.toLowerCase() === plain || name.toLowerCase() === `${plain}name`);
  return known ?? header.trim();
}

function fromCells(cells: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(cells).filter(([, cell]) => cell.trim() !== '');
  return Object.fromEntries(filled.map(([name, cell]) => [name, fromCell(name, cell.trim())]));
}

function fromCell(name: string, cell: string): unknown {
  const parts = cell.split(/[;\s]+/).filter((part) => part !== '');
  if (name === 'permissionPolicyARNs') return parts;
  if (name === 'wellKnownPolicies') return Object.fromEntries(parts.map((part) => [part, true]));
  if (name === 'tags') return Object.fromEntries(parts.map((part) => part.split(/=(.*)/s, 2) as [string, string]));
  if (name === 'createServiceAccount' || name === 'disableSessionTags')
    return yes.has(cell.toLowerCase()) || (no.has(cell.toLowerCase()) ? false : cell);
  return cell;
}

const yes = new Set(['true', 'yes', 'y', '1']);
const no = new Set(['false', 'no', 'n', '0']);

function readYaml(text: string): Items {
  const values: unknown[] = [];
  try {
    // A cluster configuration has two documents: the cluster, and its configuration.
    for (const document of parseAllDocuments(text, { prettyErrors: true })) {
      const [error] = document.errors;
      if (error) return { ok: false, problem: error.message };
      // Aliases are limited: a few lines of YAML can otherwise stand for gigabytes.
      values.push(document.toJS({ maxAliasCount: 100 }));
    }
  } catch (tooMany) {
    return { ok: false, problem: tooMany instanceof Error ? tooMany.message : 'The YAML cannot be read.' };
  }
  const list = values.map((value) => (Array.isArray(value) ? value : findList(value))).find(Array.isArray);
  if (list === undefined)
    return {
      ok: false,
      problem: 'Neither a list of associations nor a configuration with iam.podIdentityAssociations.',
    };
  return {
    ok: true,
    items: list.map((item: unknown, index) => ({ place: index + 1, fields: isRecord(item) ? item : {} })),
  };
}

function findList(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  return (
    value['podIdentityAssociations'] ?? (isRecord(value['iam']) ? value['iam']['podIdentityAssociations'] : undefined)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toRow({ place, fields }: { place: number; fields: Record<string, unknown> }): BulkRow {
  const asked = toAssociation(fields);
  const parsed = AssociationSpec.safeParse(asked);
  const unknown = Object.keys(fields).filter((name) => !known.has(name));
  const problems = [
    ...unknown.map((name) => `${name} is not a field of an association`),
    ...conflicts(fields),
    ...(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)),
  ];
  return {
    place,
    input: problems.length === 0 ? (asked as AssociationInput) : undefined,
    subject: `${text(fields['namespace'])}/${text(fields['serviceAccountName'] ?? fields['serviceAccount'])}`,
    role: text(fields['roleARN'] ?? fields['roleName'] ?? 'new role'),
    problems,
  };
}

const ofNewRoles = [
  'roleName',
  'permissionPolicyARNs',
  'permissionPolicy',
  'wellKnownPolicies',
  'permissionsBoundaryARN',
];

/** Left unsaid, somebody would believe that an existing role got the policies. */
function conflicts(fields: Record<string, unknown>): string[] {
  if (fields['roleARN'] === undefined) return [];
  return ofNewRoles.filter((name) => fields[name] !== undefined).map((name) => `${name} cannot stand beside roleARN`);
}

const known = new Set<string>([...csvColumns, 'serviceAccount', 'permissionPolicy', 'policy']);

/** In the API's form, unchecked. */
function toAssociation(fields: Record<string, unknown>): unknown {
  const {
    namespace,
    serviceAccountName,
    serviceAccount,
    roleARN,
    createServiceAccount,
    targetRoleARN,
    disableSessionTags,
  } = fields;
  return compact({
    namespace,
    serviceAccount: serviceAccountName ?? serviceAccount,
    createServiceAccount,
    role: roleARN === undefined ? newRole(fields) : { kind: 'existing', roleArn: roleARN },
    targetRoleArn: targetRoleARN,
    disableSessionTags,
    sessionPolicy: asText(fields['policy']),
    tags: fields['tags'],
  });
}

function newRole(fields: Record<string, unknown>): unknown {
  const presets = fields['wellKnownPolicies'];
  return compact({
    kind: 'new',
    name: fields['roleName'],
    permissionsBoundaryArn: fields['permissionsBoundaryARN'],
    policyArns: fields['permissionPolicyARNs'],
    inlinePolicy: asText(fields['permissionPolicy']),
    wellKnownPolicies: isRecord(presets) ? Object.keys(presets).filter((name) => presets[name] === true) : presets,
  });
}

function compact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Policies are written as objects in YAML, and as text elsewhere. */
function asText(policy: unknown): unknown {
  return isRecord(policy) ? JSON.stringify(policy) : policy;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function withRepeats(rows: BulkRow[]): BulkRow[] {
  const firstPlaces = new Map<string, number>();
  return rows.map((row) => {
    const first = firstPlaces.get(row.subject);
    if (first === undefined) firstPlaces.set(row.subject, row.place);
    return first === undefined ? row : { ...row, problems: [...row.problems, `named already at ${first}`] };
  });
}
