import type { Environment } from '../environment.ts';

/** One project and one credential, both of the account that Podpass runs with: there is nothing to choose yet. */
export async function readPlacement(env: Environment) {
  const { account } = await env.iam.callerIdentity();
  const { homeRegion, regions } = env.catalogue;
  return {
    projects: ['default'],
    cloudCredentials: [{ name: 'default', accountId: account }],
    regions: [...regions],
    homeRegion,
  };
}
