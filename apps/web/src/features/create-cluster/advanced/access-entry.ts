import type { ConfigData } from '@podpass/cluster-config';
import type { TagRow } from '../../../ui/form/tags-field.tsx';
import { isList } from '../../../config-workbench/data-at.ts';
import { type ConfigRecord, recordOf, textOf, textsOf } from './config-data.ts';
import { type FieldWriters, tagRowsOf, tagsField, textField, textsField, writeFields } from './entry-fields.ts';

export interface AccessPolicyRow {
  policyARN: string;
  scope: 'cluster' | 'namespace';
  namespaces: string;
}

/** One entry of `accessConfig.accessEntries`. */
export interface AccessEntryForm {
  principalARN: string;
  /** Empty: STANDARD, as EKS takes it. */
  type: string;
  kubernetesUsername: string;
  kubernetesGroups: string[];
  accessPolicies: AccessPolicyRow[];
  tags: TagRow[];
}

const writers: FieldWriters<AccessEntryForm> = {
  principalARN: textField,
  type: textField,
  kubernetesUsername: textField,
  kubernetesGroups: textsField,
  accessPolicies: (rows, before) => (rows.length === 0 ? undefined : rows.map((row, at) => policyOf(row, before, at))),
  tags: tagsField,
};

export const accessEntryFields = Object.keys(writers) as (keyof AccessEntryForm)[];

export function accessEntryForm(data: ConfigData | undefined): AccessEntryForm {
  const entry = recordOf(data);
  const policies = entry['accessPolicies'];
  return {
    principalARN: textOf(entry['principalARN']),
    type: textOf(entry['type']),
    kubernetesUsername: textOf(entry['kubernetesUsername']),
    kubernetesGroups: textsOf(entry['kubernetesGroups']),
    accessPolicies: isList(policies) ? policies.map(policyRow) : [],
    tags: tagRowsOf(entry['tags']),
  };
}

export function accessEntry(before: ConfigData | undefined, form: AccessEntryForm): ConfigRecord {
  return writeFields(recordOf(before), accessEntryForm(before), form, writers);
}

function policyRow(data: ConfigData): AccessPolicyRow {
  const policy = recordOf(data);
  const scope = recordOf(policy['accessScope']);
  return {
    policyARN: textOf(policy['policyARN']),
    scope: scope['type'] === 'namespace' ? 'namespace' : 'cluster',
    namespaces: textsOf(scope['namespaces']).join(', '),
  };
}

/** Keys that the row does not show stay with the policy that has the same ARN, wherever it stood before. */
function policyOf(row: AccessPolicyRow, before: ConfigData | undefined, at: number): ConfigData {
  const all = isList(before) ? before.map(recordOf) : [];
  const old = all.find((policy) => policy['policyARN'] === row.policyARN) ?? all[at] ?? {};
  const namespaces = row.namespaces.split(/[\s,]+/).filter((name) => name !== '');
  const scope = { type: row.scope, ...(row.scope === 'namespace' ? { namespaces } : {}) };
  return { ...old, policyARN: row.policyARN.trim(), accessScope: scope };
}
