export { getAssociation } from './associations/get-association.ts';
export { listAssociations } from './associations/list-associations.ts';
export {
  type AssociationFilter,
  type AssociationsUpdate,
  streamAssociations,
} from './associations/stream-associations.ts';
export { getBlueprint, listBlueprints } from './blueprints/read-blueprints.ts';
export { addBlueprintVersion, createBlueprint } from './blueprints/write-blueprints.ts';
export { listOfferedAddons } from './catalogue/list-offered-addons.ts';
export { readPlacement } from './catalogue/read-placement.ts';
export { listAudit } from './audit/list-audit.ts';
export { listOperations } from './operations/list-operations.ts';
export { planProvision, previewProvision, startProvision } from './provisioning/provision.ts';
export { planChange } from './changes/plan-change.ts';
export { controlOperation, type OperationControl } from './operations/control-operation.ts';
export { operationWork } from './operations/operation-work.ts';
export { followOtherReplicas } from './operations/follow-other-replicas.ts';
export { startChange } from './changes/start-change.ts';
export { getOperation, watchOperation } from './operations/watch-operation.ts';
export { agentOf } from './clusters/agent-of.ts';
export { countCluster } from './clusters/count-cluster.ts';
export { getCluster } from './clusters/get-cluster.ts';
export { listAccessEntries } from './clusters/list-access-entries.ts';
export { listAddons } from './clusters/list-addons.ts';
export { listClusters } from './clusters/list-clusters.ts';
export { checkConfig, type CheckedConfig } from './configurations/check-config.ts';
export { createConfig } from './configurations/create-config.ts';
export { getConfig, getRevision, listConfigs, listRevisions, validateConfig } from './configurations/read-configs.ts';
export { discardDraft, removeConfig } from './configurations/remove-config.ts';
export { saveDraft } from './configurations/save-draft.ts';
export { saveRevision } from './configurations/save-revision.ts';
export { type Actor, awsTiming, type Environment, type StepEnvironment, type Timing } from './environment.ts';
export { checkTrust } from './iam/check-trust.ts';
export { listWellKnownPolicies } from './iam/list-well-known-policies.ts';
export { searchPolicies } from './iam/search-policies.ts';
export { searchRoles } from './iam/search-roles.ts';
export { createKubernetesReader, type KubernetesReader } from './observe/kubernetes-reader.ts';
export { listNamespaces } from './service-accounts/list-namespaces.ts';
export { listServiceAccounts } from './service-accounts/list-service-accounts.ts';
