import type {
  UntagOpenIDConnectProviderCommandInput,
  UntagOpenIDConnectProviderCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { oidcProviderWithArn } from '../find-entity.ts';
import { withoutTags } from '../tags.ts';

export const untagOpenIDConnectProvider: Operation<
  UntagOpenIDConnectProviderCommandInput,
  Omit<UntagOpenIDConnectProviderCommandOutput, '$metadata'>
> = (input, { world }) => {
  const provider = oidcProviderWithArn(world, input.OpenIDConnectProviderArn);
  provider.tags = withoutTags(provider.tags, input.TagKeys ?? []);
  return {};
};
