import { AssociationSpec, type TrustScope, type WellKnownPolicy } from '@podpass/inventory';
import type { FieldErrors, FieldPath, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { type TagRow, tagsOf } from '../../ui/form/tags-field.tsx';

/** The form as the screen has it: every field always there, empty where nothing was written. */
export interface AssociationForm {
  namespace: string;
  serviceAccount: string;
  createServiceAccount: boolean;
  roleKind: 'existing' | 'new';
  roleArn: string;
  /** Set by "Fix trust policy". */
  fixTrust: TrustScope | '';
  roleName: string;
  rolePath: string;
  permissionsBoundaryArn: string;
  policyArns: string[];
  wellKnownPolicies: WellKnownPolicy[];
  inlinePolicy: string;
  trustScope: TrustScope;
  targetRoleArn: string;
  disableSessionTags: boolean;
  sessionPolicy: string;
  tags: TagRow[];
}

export const emptyForm: AssociationForm = {
  namespace: '',
  serviceAccount: '',
  createServiceAccount: false,
  roleKind: 'existing',
  roleArn: '',
  fixTrust: '',
  roleName: '',
  rolePath: '',
  permissionsBoundaryArn: '',
  policyArns: [],
  wellKnownPolicies: [],
  inlinePolicy: '',
  trustScope: 'service-account',
  targetRoleArn: '',
  disableSessionTags: false,
  sessionPolicy: '',
  tags: [],
};

export type AssociationInput = z.input<typeof AssociationSpec>;

/** What the form asks for, in the API's words; empty fields are left out. */
export function toAssociation(form: AssociationForm): AssociationInput {
  return {
    namespace: form.namespace.trim(),
    serviceAccount: form.serviceAccount.trim(),
    createServiceAccount: form.createServiceAccount,
    role: form.roleKind === 'existing' ? existingRole(form) : newRole(form),
    ...given('targetRoleArn', form.targetRoleArn),
    disableSessionTags: form.disableSessionTags,
    ...given('sessionPolicy', form.sessionPolicy),
    tags: tagsOf(form.tags),
  };
}

function existingRole({ roleArn, fixTrust }: AssociationForm): AssociationInput['role'] {
  return { kind: 'existing', roleArn: roleArn.trim(), ...(fixTrust === '' ? {} : { fixTrust }) };
}

function newRole(form: AssociationForm): AssociationInput['role'] {
  return {
    kind: 'new',
    ...given('name', form.roleName),
    ...given('path', form.rolePath),
    ...given('permissionsBoundaryArn', form.permissionsBoundaryArn),
    policyArns: form.policyArns,
    ...given('inlinePolicy', form.inlinePolicy),
    wellKnownPolicies: form.wellKnownPolicies,
    trustScope: form.trustScope,
  };
}

function given<Name extends string>(name: Name, text: string): { [N in Name]?: string } {
  const trimmed = text.trim();
  return (trimmed === '' ? {} : { [name]: trimmed }) as { [N in Name]?: string };
}

/** Checks with the very schema that the server checks with, and puts each message at its field. */
export const associationResolver: Resolver<AssociationForm> = (form) => {
  const errors = errorsOf(form);
  return Object.keys(errors).length === 0 ? { values: form, errors: {} } : { values: {}, errors };
};

/** What is still missing or wrong, in words; empty if the form is complete. */
export function whatIsMissing(form: AssociationForm): string[] {
  return Object.values(errorsOf(form)).map((error) => String(error?.message));
}

export function isComplete(form: AssociationForm): boolean {
  return Object.keys(errorsOf(form)).length === 0;
}

function errorsOf(form: AssociationForm): FieldErrors<AssociationForm> {
  const parsed = AssociationSpec.safeParse(toAssociation(form));
  return { ...repeatedTag(form), ...(parsed.success ? {} : fieldErrors(parsed.error.issues, form)) };
}

/** As a record, the last of two tags with one key would win without a word. */
function repeatedTag({ tags }: AssociationForm): FieldErrors<AssociationForm> {
  const keys = tags.map(({ key }) => key);
  const repeated = keys.find((key, at) => key !== '' && keys.indexOf(key) !== at);
  if (repeated === undefined) return {};
  return { tags: { type: 'repeated', message: `Tags: the key ${repeated} is there more than once` } };
}

function fieldErrors(issues: readonly z.core.$ZodIssue[], form: AssociationForm): FieldErrors<AssociationForm> {
  const errors: FieldErrors<AssociationForm> = {};
  for (const issue of issues) {
    const field = fieldAt(issue.path.map(String));
    errors[field] ??= { type: 'schema', message: messageFor(field, issue.message, form) } as never;
  }
  return errors;
}

const fieldsByPath: Record<string, FieldPath<AssociationForm>> = {
  'role.roleArn': 'roleArn',
  'role.name': 'roleName',
  'role.path': 'rolePath',
  'role.permissionsBoundaryArn': 'permissionsBoundaryArn',
  'role.policyArns': 'policyArns',
  'role.inlinePolicy': 'inlinePolicy',
  'role.wellKnownPolicies': 'wellKnownPolicies',
};

/** The field of the screen that a path of the schema belongs to: the longest known beginning. */
function fieldAt(path: string[]): keyof AssociationForm {
  const [first = 'namespace', second] = path;
  const known = first === 'role' ? (fieldsByPath[`role.${second ?? ''}`] ?? 'roleArn') : first;
  return known as keyof AssociationForm;
}

/** An empty required field is not "wrong": it is missing. */
function messageFor(field: keyof AssociationForm, message: string, form: AssociationForm): string {
  if (form[field] !== '') return `${label[field] ?? field} ${message}`;
  return `${label[field] ?? field} is needed`;
}

const label: Partial<Record<keyof AssociationForm, string>> = {
  namespace: 'Namespace',
  serviceAccount: 'Service account',
  roleArn: 'Role ARN',
  roleName: 'Role name',
  rolePath: 'Path',
  permissionsBoundaryArn: 'Permission boundary ARN',
  policyArns: 'Permissions:',
  inlinePolicy: 'Permission policy',
  targetRoleArn: 'Target role ARN',
  sessionPolicy: 'Session policy:',
  tags: 'Tags:',
};
