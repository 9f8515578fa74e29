export type {
  AddonCatalogueFact,
  AddonVersionFact,
  BlueprintFact,
  ConfigFacts,
  KubernetesVersionFact,
} from './config-parts.ts';
export { type ConfigPlace, type ConfigPlaces, configPlaces } from './config-places.ts';
export { type ConfigData } from './config-value.ts';
export { applyFix, type Diagnostic, type Fix, type Severity, type TextEdit } from './diagnostic.ts';
export { DIAGNOSTIC_CODES, type DiagnosticCode } from './diagnostic-code.ts';
export type { AddonModel, AssociationModel, ConfigModel, NodeGroupModel, ServiceAccountModel } from './model.ts';
export { type OpenedConfig, type OpenedDocument, openClusterConfig } from './open-config.ts';
export type { DocumentRole } from './read/classify-documents.ts';
export type { Dialect } from './schema/field.ts';
export { clusterConfigJsonSchema, type JsonSchema } from './schema/json-schema.ts';
export type { Position, Range } from './text/line-index.ts';
export type { ConfigEdit, EditProblem, EditProblemCode, EditTarget, Path } from './edit/config-edit.ts';
export { editConfig, editConfigInOrder, type EditResult } from './edit/edit-config.ts';
export { editData } from './edit/edit-data.ts';
export {
  addAssociation,
  type AssociationEditProblemCode,
  type AssociationEditResult,
  migrateServiceAccount,
  type MigrationResult,
  type NewAssociation,
  removeAssociation,
  type ServiceAccountName,
} from './edit/association-edits.ts';
export { changeInWords, type ConfigChange, diffConfigs } from './diff-configs.ts';
export { meantVersion } from './rules/addon-facts.ts';
export { closestName } from './structure/closest-name.ts';
export { wantedAddonVersions, type WantedFacts, wantedFacts, wantedKubernetes } from './wanted-facts.ts';
