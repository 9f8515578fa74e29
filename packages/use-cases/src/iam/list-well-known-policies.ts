import { wellKnownPolicies } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { wellKnownPermissions, wellKnownPolicyDefinitions } from './well-known-policies.ts';

/** The presets with what each gives in this account's partition. */
export async function listWellKnownPolicies(env: Environment) {
  const { partition } = await env.iam.callerIdentity();
  return {
    items: wellKnownPolicies.map((name) => {
      const { title, description } = wellKnownPolicyDefinitions[name];
      return { name, title, description, ...wellKnownPermissions(name, partition) };
    }),
  };
}
