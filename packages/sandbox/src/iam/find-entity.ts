import type { ManagedPolicyState, OidcProviderState, RoleState } from '../state/iam-state.ts';
import { own } from '../state/lookup.ts';
import type { World } from '../world.ts';
import { accessDenied, invalidInput, noSuchEntity, noSuchRole, unmodifiableRole } from './errors.ts';
import { required } from './required.ts';

/** @throws AwsError `NoSuchEntity` */
export function roleNamed(world: World, name: string | undefined): RoleState {
  const wanted = required(name, 'RoleName');
  const role = own(world.state.iam.roles, wanted);
  if (!role) throw noSuchRole(wanted);
  return role;
}

/** @throws AwsError `NoSuchEntity`, `UnmodifiableEntity` for a service-linked role */
export function changeableRole(world: World, name: string | undefined): RoleState {
  const role = roleNamed(world, name);
  if (role.serviceLinked) throw unmodifiableRole(role.name);
  return role;
}

/** @throws AwsError `NoSuchEntity`, `InvalidInput` for what is not a policy ARN */
export function policyWithArn(world: World, arn: string | undefined): ManagedPolicyState {
  const wanted = required(arn, 'PolicyArn');
  const policy = attachablePolicy(world, wanted);
  if (!policy) throw noSuchEntity(`Policy ${wanted} was not found.`);
  return policy;
}

/** The policy of an ARN, or `undefined`; each operation has its own words for a missing one. */
export function attachablePolicy(world: World, arn: string): ManagedPolicyState | undefined {
  if (!/^arn:[\w-]+:iam::(\d{12}|aws):policy\/.+$/.test(arn)) throw invalidInput(`ARN ${arn} is not valid.`);
  return own(world.state.iam.policies, arn);
}

/** @throws AwsError `NoSuchEntity`, `AccessDenied` for a policy of AWS */
export function ownPolicy(world: World, arn: string | undefined, action: string): ManagedPolicyState {
  const policy = policyWithArn(world, arn);
  if (policy.awsManaged) {
    throw accessDenied(`Not authorized to perform: iam:${action} on resource: policy ${policy.arn}`);
  }
  return policy;
}

/** @throws AwsError `NoSuchEntity`, `InvalidInput` for what is not a provider ARN */
export function oidcProviderWithArn(world: World, arn: string | undefined): OidcProviderState {
  const wanted = required(arn, 'OpenIDConnectProviderArn');
  checkProviderArn(wanted);
  const provider = own(world.state.iam.oidcProviders, wanted);
  if (!provider) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${wanted}`);
  return provider;
}

/** @throws AwsError `InvalidInput` */
export function checkProviderArn(arn: string): void {
  if (!/^arn:[\w-]+:iam::\d{12}:oidc-provider\/.+$/.test(arn)) throw invalidInput(`Invalid ARN: ${arn}`);
}
