export { createAwsGateways, type AwsCredentials, type AwsGatewayOptions, type AwsGateways } from './gateways.ts';
export { type AwsCall, type AwsService, type RateBudget, defaultBudgets } from './calls/limits.ts';
export type { KubernetesToken } from './kubernetes-token.ts';
export {
  type AssociationBatch,
  type AssociationReader,
  type AssociationReaderOptions,
  createAssociationReader,
  type RowsOptions,
} from './readers/association-reader.ts';
export { createRoleReader, type RoleReader, type RoleReaderOptions } from './readers/role-reader.ts';
