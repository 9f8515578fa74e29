import { Lexer } from 'yaml';
import type { ConfigData } from '../config-value.ts';
import { openClusterConfig } from '../open-config.ts';
import type { AssociationModel, ConfigModel, ServiceAccountModel } from '../model.ts';
import type { ConfigEdit, EditProblem } from './config-edit.ts';
import { isRecord } from './edit-data.ts';
import { editConfig, editConfigInOrder, type EditResult } from './edit-config.ts';

export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
}

export type AssociationEditResult = EditResult | Refusal;

interface Refusal {
  readonly ok: false;
  readonly problem: { readonly code: AssociationEditProblemCode; readonly message: string };
}

export type MigrationResult =
  | Refusal
  | (Extract<EditResult, { ok: true }> & {
      /** What of the entry an association has no place for, in words: `metadata.labels`, or a comment as written. */
      readonly left: readonly string[];
    });

export type AssociationEditProblemCode =
  | EditProblem['code']
  | 'association-exists'
  | 'association-unknown'
  | 'service-account-unknown'
  | 'service-account-role-only'
  | 'service-account-pattern'
  | 'no-configuration';

const ASSOCIATIONS = ['iam', 'podIdentityAssociations'] as const;
const SERVICE_ACCOUNTS = ['iam', 'serviceAccounts'] as const;

/** An entry of `iam.podIdentityAssociations`, with the keys of the format. */
export type NewAssociation = { readonly namespace: string; readonly serviceAccountName: string } & {
  readonly [field: string]: ConfigData;
};

/** Adds an association at the end of the list, which is made where it is missing. Refuses a second one for the same account. */
export function addAssociation(text: string, association: NewAssociation): AssociationEditResult {
  const model = openClusterConfig(text).model;
  if (model === undefined) return noConfiguration();
  const { namespace, serviceAccountName } = association;
  if (indexOf(model, { namespace, name: serviceAccountName }) !== -1) {
    return refused('association-exists', `${namespace}/${serviceAccountName} has an association already`);
  }
  return editConfig(text, { kind: 'insert', target: 'config', path: ASSOCIATIONS, value: association });
}

export function removeAssociation(text: string, account: ServiceAccountName): AssociationEditResult {
  const model = openClusterConfig(text).model;
  if (model === undefined) return noConfiguration();
  const index = indexOf(model, account);
  if (index === -1)
    return refused('association-unknown', `${account.namespace}/${account.name} has no association here`);
  return editConfig(text, { kind: 'remove', target: 'config', path: [...ASSOCIATIONS, index] });
}

/**
 * Moves one entry of `iam.serviceAccounts` (IRSA) to `iam.podIdentityAssociations`: the same role, or the same permissions
 * for the role to make. `withOIDC` stays: other accounts and add-ons may rely on it.
 *
 * What has no place in an association is told, so that nobody misses it later.
 *
 * Refused: `roleOnly` (there is no account to associate) and `subjectPattern` (an association knows no wildcards).
 */
export function migrateServiceAccount(text: string, account: ServiceAccountName): MigrationResult {
  const model = openClusterConfig(text).model;
  if (model === undefined) return noConfiguration();
  const shown = `${account.namespace}/${account.name}`;
  const index = model.serviceAccounts.findIndex(
    (one) => one.namespace === account.namespace && one.name === account.name,
  );
  const entry = model.serviceAccounts[index];
  if (entry === undefined) return refused('service-account-unknown', `${shown} is not among iam.serviceAccounts`);
  if (indexOf(model, account) !== -1) return refused('association-exists', `${shown} has an association already`);
  const data = isRecord(entry.data) ? entry.data : {};
  if (data.roleOnly === true) {
    return refused(
      'service-account-role-only',
      `${shown} is a role without a service account: there is nothing to associate`,
    );
  }
  if (typeof data.subjectPattern === 'string' && data.subjectPattern !== '') {
    return refused(
      'service-account-pattern',
      `${shown} stands for a pattern of accounts: associate each of them by itself`,
    );
  }
  const edits: ConfigEdit[] = [
    { kind: 'insert', target: 'config', path: ASSOCIATIONS, value: associationFor(entry, account) },
    { kind: 'remove', target: 'config', path: [...SERVICE_ACCOUNTS, index] },
  ];
  const result = editConfigInOrder(text, edits);
  return result.ok ? { ...result, left: [...fieldsWithoutPlace(data), ...lostComments(text, result.text)] } : result;
}

function fieldsWithoutPlace({ metadata }: Readonly<Record<string, ConfigData>>): string[] {
  const marks = isRecord(metadata) ? metadata : {};
  return ['labels', 'annotations'].filter((mark) => hasContent(marks[mark])).map((mark) => `metadata.${mark}`);
}

function lostComments(before: string, after: string): string[] {
  const kept = commentsIn(after);
  return commentsIn(before).filter((comment) => {
    const at = kept.indexOf(comment);
    if (at >= 0) kept.splice(at, 1);
    return at < 0;
  });
}

function commentsIn(text: string): string[] {
  return [...new Lexer().lex(text)].filter((lexeme) => lexeme.startsWith('#'));
}

/** The fields of an IRSA entry under the names that an association gives them. An existing role excludes what makes one. */
function associationFor(entry: ServiceAccountModel, account: ServiceAccountName): ConfigData {
  const data = isRecord(entry.data) ? entry.data : {};
  const identity = { namespace: account.namespace, serviceAccountName: account.name, createServiceAccount: true };
  const tags: Record<string, ConfigData> = hasContent(data.tags) ? { tags: data.tags } : {};
  if (entry.attachRoleArn !== undefined && entry.attachRoleArn !== '') {
    return { ...identity, roleARN: entry.attachRoleArn, ...tags };
  }
  const renamed: [string, ConfigData | undefined][] = [
    ['roleName', data.roleName],
    ['permissionsBoundaryARN', data.permissionsBoundary],
    ['permissionPolicyARNs', data.attachPolicyARNs],
    ['permissionPolicy', data.attachPolicy],
    ['wellKnownPolicies', data.wellKnownPolicies],
  ];
  return {
    ...identity,
    ...Object.fromEntries(renamed.filter((pair): pair is [string, ConfigData] => hasContent(pair[1]))),
    ...tags,
  };
}

function hasContent(data: ConfigData | undefined): data is ConfigData {
  if (data === undefined || data === null || data === '') return false;
  return typeof data !== 'object' || Object.keys(data).length > 0;
}

function indexOf(model: ConfigModel, account: ServiceAccountName): number {
  const matches = (one: AssociationModel): boolean =>
    one.namespace === account.namespace && one.serviceAccountName === account.name;
  return model.associations.findIndex(matches);
}

function noConfiguration(): Refusal {
  return refused('no-configuration', 'The text holds no ClusterConfig that could be read');
}

function refused(code: AssociationEditProblemCode, message: string): Refusal {
  return { ok: false, problem: { code, message } };
}
