import type { ConfigData } from '@podpass/cluster-config';
import type { TagRow } from '../../../ui/form/tags-field.tsx';
import { type ConfigRecord, jsonOf, namesOf, recordOf, textOf, textsOf } from './config-data.ts';
import {
  blockField,
  type FieldWriters,
  flagField,
  jsonField,
  namesField,
  tagRowsOf,
  tagsField,
  textField,
  textsField,
  writeFields,
} from './entry-fields.ts';

/** One entry of `iam.podIdentityAssociations`. Fields are named as their keys, so that problems find their fields. */
export interface AssociationForm {
  namespace: string;
  serviceAccountName: string;
  createServiceAccount: boolean;
  roleKind: 'existing' | 'new';
  roleARN: string;
  roleName: string;
  permissionsBoundaryARN: string;
  permissionPolicyARNs: string[];
  permissionPolicyName: string;
  permissionPolicy: string;
  wellKnownPolicies: string[];
  targetRoleARN: string;
  disableSessionTags: boolean;
  policy: string;
  tags: TagRow[];
}

const writers: FieldWriters<AssociationForm> = {
  namespace: textField,
  serviceAccountName: textField,
  createServiceAccount: flagField,
  roleARN: textField,
  roleName: textField,
  permissionsBoundaryARN: textField,
  permissionPolicyARNs: textsField,
  permissionPolicyName: textField,
  permissionPolicy: jsonField,
  wellKnownPolicies: namesField,
  targetRoleARN: textField,
  disableSessionTags: flagField,
  policy: blockField,
  tags: tagsField,
};

export const associationFields = Object.keys(writers) as (keyof AssociationForm)[];

export function associationForm(data: ConfigData | undefined): AssociationForm {
  const entry = recordOf(data);
  const roleARN = textOf(entry['roleARN']);
  const madeFrom = ['permissionPolicyARNs', 'permissionPolicy', 'wellKnownPolicies'].some((key) => key in entry);
  return {
    namespace: textOf(entry['namespace']),
    serviceAccountName: textOf(entry['serviceAccountName']),
    createServiceAccount: entry['createServiceAccount'] === true,
    roleKind: roleARN === '' && madeFrom ? 'new' : 'existing',
    roleARN,
    roleName: textOf(entry['roleName']),
    permissionsBoundaryARN: textOf(entry['permissionsBoundaryARN']),
    permissionPolicyARNs: textsOf(entry['permissionPolicyARNs']),
    permissionPolicyName: textOf(entry['permissionPolicyName']),
    permissionPolicy: jsonOf(entry['permissionPolicy']),
    wellKnownPolicies: namesOf(entry['wellKnownPolicies']),
    targetRoleARN: textOf(entry['targetRoleARN']),
    disableSessionTags: entry['disableSessionTags'] === true,
    policy: textOf(entry['policy']),
    tags: tagRowsOf(entry['tags']),
  };
}

/** The entry that the form asks for. An existing role and what makes a role exclude each other: the other kind's go. */
export function associationEntry(before: ConfigData | undefined, form: AssociationForm): ConfigRecord {
  const chosen: AssociationForm =
    form.roleKind === 'new'
      ? { ...form, roleARN: '' }
      : {
          ...form,
          roleName: '',
          permissionsBoundaryARN: '',
          permissionPolicyARNs: [],
          permissionPolicyName: '',
          permissionPolicy: '',
          wellKnownPolicies: [],
        };
  return writeFields(recordOf(before), associationForm(before), chosen, writers);
}
