export { createAwsGateways, type AwsCredentials, type AwsGatewayOptions, type AwsGateways } from './gateways.ts';
export { type AwsCall, type AwsService, type RateBudget, defaultBudgets } from './calls/limits.ts';
export type { KubernetesToken } from './sts/kubernetes-token.ts';
export { type AssociationReaderOptions, createAssociationReader } from './readers/association-reader.ts';
export { createRememberedCatalogue } from './readers/remembered-catalogue.ts';
export { createRoleReader, type RoleReaderOptions } from './readers/role-reader.ts';
