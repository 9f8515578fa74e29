import type {
  RemoveClientIDFromOpenIDConnectProviderCommandInput,
  RemoveClientIDFromOpenIDConnectProviderCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { oidcProviderWithArn } from '../find-entity.ts';
import { required } from '../required.ts';

/** Idempotent. */
export const removeClientIDFromOpenIDConnectProvider: Operation<
  RemoveClientIDFromOpenIDConnectProviderCommandInput,
  Omit<RemoveClientIDFromOpenIDConnectProviderCommandOutput, '$metadata'>
> = (input, { world }) => {
  const provider = oidcProviderWithArn(world, input.OpenIDConnectProviderArn);
  const clientId = required(input.ClientID, 'ClientID');
  provider.clientIds = provider.clientIds.filter((id) => id !== clientId);
  return {};
};
