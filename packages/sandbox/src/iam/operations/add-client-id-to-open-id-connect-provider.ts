import type {
  AddClientIDToOpenIDConnectProviderCommandInput,
  AddClientIDToOpenIDConnectProviderCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { oidcProviderWithArn } from '../find-entity.ts';
import { checkClientIds } from '../oidc-provider-rules.ts';
import { required } from '../required.ts';

/** Idempotent. */
export const addClientIDToOpenIDConnectProvider: Operation<
  AddClientIDToOpenIDConnectProviderCommandInput,
  Omit<AddClientIDToOpenIDConnectProviderCommandOutput, '$metadata'>
> = (input, { world }) => {
  const provider = oidcProviderWithArn(world, input.OpenIDConnectProviderArn);
  const clientId = required(input.ClientID, 'ClientID');
  provider.clientIds = checkClientIds([...new Set([...provider.clientIds, clientId])]);
  return {};
};
