import type { GetOpenIDConnectProviderCommandInput, GetOpenIDConnectProviderCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { oidcProviderWithArn } from '../find-entity.ts';
import { toSdkTags } from '../tags.ts';

export const getOpenIDConnectProvider: Operation<
  GetOpenIDConnectProviderCommandInput,
  Omit<GetOpenIDConnectProviderCommandOutput, '$metadata'>
> = (input, { world }) => {
  const provider = oidcProviderWithArn(world, input.OpenIDConnectProviderArn);
  return {
    Url: provider.url,
    ClientIDList: provider.clientIds,
    ThumbprintList: provider.thumbprints,
    CreateDate: new Date(provider.createdAt),
    Tags: toSdkTags(provider.tags),
  };
};
