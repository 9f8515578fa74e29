import type {
  ListOpenIDConnectProviderTagsCommandInput,
  ListOpenIDConnectProviderTagsCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { oidcProviderWithArn } from '../find-entity.ts';
import { page } from '../pages.ts';
import { toSdkTags } from '../tags.ts';

export const listOpenIDConnectProviderTags: Operation<
  ListOpenIDConnectProviderTagsCommandInput,
  Omit<ListOpenIDConnectProviderTagsCommandOutput, '$metadata'>
> = (input, { world }) => {
  const tags = toSdkTags(oidcProviderWithArn(world, input.OpenIDConnectProviderArn).tags);
  const { items, end } = page(tags, (tag) => tag.Key ?? '', input);
  return { Tags: items, ...end };
};
