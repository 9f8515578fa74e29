import type { ConfigData } from '@podpass/cluster-config';
import { isList } from '../../../config-workbench/data-at.ts';
import { type ConfigRecord, jsonOf, namesOf, recordOf, textOf, textsOf } from './config-data.ts';
import {
  blockField,
  type FieldWriters,
  jsonField,
  namesField,
  textField,
  textsField,
  writeFields,
} from './entry-fields.ts';

/** Without the agent on each node, no association works; Auto Mode has it built in. */
export const agentName = 'eks-pod-identity-agent';

/** The one way in which an add-on gets its permissions: they exclude each other (eksctl refuses two of them). */
export type AddonIdentity = 'none' | 'recommended' | 'own' | 'role' | 'policies' | 'well-known' | 'inline';

export interface AddonAssociationRow {
  namespace: string;
  serviceAccountName: string;
  roleARN: string;
  permissionPolicyARNs: string[];
}

export interface AddonForm {
  name: string;
  version: string;
  identity: AddonIdentity;
  podIdentityAssociations: AddonAssociationRow[];
  serviceAccountRoleARN: string;
  attachPolicyARNs: string[];
  attachPolicy: string;
  wellKnownPolicies: string[];
  configurationValues: string;
  /** Empty: as EKS does without being told. */
  resolveConflicts: string;
}

interface IdentityKeys {
  useDefaultPodIdentityAssociations: boolean;
}

const writers: FieldWriters<AddonForm & IdentityKeys> = {
  name: textField,
  version: textField,
  useDefaultPodIdentityAssociations: (on) => (on ? true : undefined),
  podIdentityAssociations: (rows, before) =>
    rows.length === 0 ? undefined : rows.map((row, at) => associationOf(row, isList(before) ? before[at] : undefined)),
  serviceAccountRoleARN: textField,
  attachPolicyARNs: textsField,
  attachPolicy: jsonField,
  wellKnownPolicies: namesField,
  configurationValues: blockField,
  resolveConflicts: textField,
};

/** Keys of an add-on that a form shows. Others stay in the text, and are said to. */
const shown = Object.keys(writers);

export const addonFields = Object.keys(writers).filter((key) => key !== 'podIdentityAssociations');

export function addonForm(data: ConfigData | undefined): AddonForm {
  const addon = recordOf(data);
  const associations = addon['podIdentityAssociations'];
  return {
    name: textOf(addon['name']),
    version: textOf(addon['version']),
    identity: addonIdentity(addon),
    podIdentityAssociations: isList(associations) ? associations.map(associationRow) : [],
    serviceAccountRoleARN: textOf(addon['serviceAccountRoleARN']),
    attachPolicyARNs: textsOf(addon['attachPolicyARNs']),
    attachPolicy: jsonOf(addon['attachPolicy']),
    wellKnownPolicies: namesOf(addon['wellKnownPolicies']),
    configurationValues: textOf(addon['configurationValues']),
    resolveConflicts: textOf(addon['resolveConflicts']).toLowerCase(),
  };
}

/** Which way an add-on has chosen; the first one where a text has two of them, which is an error of the text. */
export function addonIdentity(addon: ConfigRecord): AddonIdentity {
  if (addon['useDefaultPodIdentityAssociations'] === true) return 'recommended';
  const associations = addon['podIdentityAssociations'];
  if (isList(associations) && associations.length > 0) return 'own';
  if (textOf(addon['serviceAccountRoleARN']) !== '') return 'role';
  if (textsOf(addon['attachPolicyARNs']).length > 0) return 'policies';
  if (namesOf(addon['wellKnownPolicies']).length > 0) return 'well-known';
  return 'attachPolicy' in addon ? 'inline' : 'none';
}

/** The add-on that the form asks for: what belongs to another choice of identity goes. */
export function addonEntry(before: ConfigData | undefined, form: AddonForm): ConfigRecord {
  const initial = addonForm(before);
  const only = <Value>(identity: AddonIdentity, value: Value, otherwise: Value): Value =>
    form.identity === identity ? value : otherwise;
  const chosen = {
    ...form,
    useDefaultPodIdentityAssociations: form.identity === 'recommended',
    podIdentityAssociations: only('own', form.podIdentityAssociations, []),
    serviceAccountRoleARN: only('role', form.serviceAccountRoleARN, ''),
    attachPolicyARNs: only('policies', form.attachPolicyARNs, []),
    attachPolicy: only('inline', form.attachPolicy, ''),
    wellKnownPolicies: only('well-known', form.wellKnownPolicies, []),
  };
  const started = { ...initial, useDefaultPodIdentityAssociations: initial.identity === 'recommended' };
  return writeFields(recordOf(before), started, chosen, writers);
}

/** Keys of an add-on that can be seen and changed in its YAML alone. */
export function keysInYamlOnly(data: ConfigData | undefined): string[] {
  return Object.keys(recordOf(data)).filter((key) => !shown.includes(key));
}

function associationRow(data: ConfigData): AddonAssociationRow {
  const entry = recordOf(data);
  return {
    namespace: textOf(entry['namespace']),
    serviceAccountName: textOf(entry['serviceAccountName']),
    roleARN: textOf(entry['roleARN']),
    permissionPolicyARNs: textsOf(entry['permissionPolicyARNs']),
  };
}

const associationWriters: FieldWriters<AddonAssociationRow> = {
  namespace: textField,
  serviceAccountName: textField,
  roleARN: textField,
  permissionPolicyARNs: textsField,
};

/** Rows that are written anew begin with nothing; others keep what their row does not show. */
function associationOf(row: AddonAssociationRow, before: ConfigData | undefined): ConfigRecord {
  const old = recordOf(before);
  const same = old['serviceAccountName'] === row.serviceAccountName ? old : {};
  return writeFields(same, associationRow(same), row, associationWriters);
}
