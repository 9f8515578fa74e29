import type { TagOpenIDConnectProviderCommandInput, TagOpenIDConnectProviderCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { oidcProviderWithArn } from '../find-entity.ts';
import { withTags } from '../tags.ts';

export const tagOpenIDConnectProvider: Operation<
  TagOpenIDConnectProviderCommandInput,
  Omit<TagOpenIDConnectProviderCommandOutput, '$metadata'>
> = (input, { world }) => {
  const provider = oidcProviderWithArn(world, input.OpenIDConnectProviderArn);
  provider.tags = withTags(provider.tags, input.Tags);
  return {};
};
