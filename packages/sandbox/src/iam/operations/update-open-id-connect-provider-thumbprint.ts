import type {
  UpdateOpenIDConnectProviderThumbprintCommandInput,
  UpdateOpenIDConnectProviderThumbprintCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { oidcProviderWithArn } from '../find-entity.ts';
import { checkThumbprints } from '../oidc-provider-rules.ts';
import { required } from '../required.ts';

/** Replaces the whole list. */
export const updateOpenIDConnectProviderThumbprint: Operation<
  UpdateOpenIDConnectProviderThumbprintCommandInput,
  Omit<UpdateOpenIDConnectProviderThumbprintCommandOutput, '$metadata'>
> = (input, { world }) => {
  const provider = oidcProviderWithArn(world, input.OpenIDConnectProviderArn);
  provider.thumbprints = checkThumbprints(required(input.ThumbprintList, 'ThumbprintList'));
  return {};
};
