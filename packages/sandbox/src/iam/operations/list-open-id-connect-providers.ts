import type {
  ListOpenIDConnectProvidersCommandInput,
  ListOpenIDConnectProvidersCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';

/** ARNs only, all of them at once. */
export const listOpenIDConnectProviders: Operation<
  ListOpenIDConnectProvidersCommandInput,
  Omit<ListOpenIDConnectProvidersCommandOutput, '$metadata'>
> = (_input, { world }) => ({
  OpenIDConnectProviderList: Object.keys(world.state.iam.oidcProviders)
    .toSorted()
    .map((Arn) => ({ Arn })),
});
