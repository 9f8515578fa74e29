import type { ConfigData } from '@podpass/cluster-config';
import type { TagRow } from '../../../ui/form/tags-field.tsx';
import { type ConfigRecord, jsonOf, namesOf, recordOf, textOf, textsOf } from './config-data.ts';
import {
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

interface AccountFields {
  name: string;
  namespace: string;
}

interface RoleFields {
  attachRoleARN: string;
  attachPolicyARNs: string[];
  attachPolicy: string;
  wellKnownPolicies: string[];
  permissionsBoundary: string;
  roleName: string;
  roleOnly: boolean;
  tags: TagRow[];
}

/** One entry of `iam.serviceAccounts`: a service account with a role by IRSA. */
export type ServiceAccountForm = AccountFields & RoleFields;

const accountWriters: FieldWriters<AccountFields> = { namespace: textField, name: textField };

const roleWriters: FieldWriters<RoleFields> = {
  attachRoleARN: textField,
  attachPolicyARNs: textsField,
  attachPolicy: jsonField,
  wellKnownPolicies: namesField,
  permissionsBoundary: textField,
  roleName: textField,
  roleOnly: flagField,
  tags: tagsField,
};

export const serviceAccountFields = [
  ...Object.keys(accountWriters),
  ...Object.keys(roleWriters),
] as readonly (keyof ServiceAccountForm)[];

export function serviceAccountForm(data: ConfigData | undefined): ServiceAccountForm {
  const entry = recordOf(data);
  const metadata = recordOf(entry['metadata']);
  return {
    name: textOf(metadata['name']),
    namespace: textOf(metadata['namespace']),
    attachRoleARN: textOf(entry['attachRoleARN']),
    attachPolicyARNs: textsOf(entry['attachPolicyARNs']),
    attachPolicy: jsonOf(entry['attachPolicy']),
    wellKnownPolicies: namesOf(entry['wellKnownPolicies']),
    permissionsBoundary: textOf(entry['permissionsBoundary']),
    roleName: textOf(entry['roleName']),
    roleOnly: entry['roleOnly'] === true,
    tags: tagRowsOf(entry['tags']),
  };
}

export function serviceAccountEntry(before: ConfigData | undefined, form: ServiceAccountForm): ConfigRecord {
  const entry = recordOf(before);
  const initial = serviceAccountForm(before);
  const metadata = writeFields<AccountFields>(recordOf(entry['metadata']), initial, form, accountWriters);
  return writeFields<RoleFields>({ ...entry, metadata }, initial, form, roleWriters);
}
