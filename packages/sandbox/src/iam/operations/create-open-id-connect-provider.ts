import { createHash } from 'node:crypto';
import type {
  CreateOpenIDConnectProviderCommandInput,
  CreateOpenIDConnectProviderCommandOutput,
} from '@aws-sdk/client-iam';
import type { OidcProviderState } from '../../state/iam-state.ts';
import type { Operation, World } from '../../world.ts';
import { entityArn } from '../entity-ids.ts';
import { entityAlreadyExists } from '../errors.ts';
import { checkClientIds, checkThumbprints, issuerOf } from '../oidc-provider-rules.ts';
import { checkQuota } from '../quotas.ts';
import { required } from '../required.ts';
import { toSdkTags, withTags } from '../tags.ts';

export const createOpenIDConnectProvider: Operation<
  CreateOpenIDConnectProviderCommandInput,
  Omit<CreateOpenIDConnectProviderCommandOutput, '$metadata'>
> = (input, { world }) => {
  const provider = newProvider(world, input);
  world.state.iam.oidcProviders[provider.arn] = provider;
  const tags = toSdkTags(provider.tags);
  return { OpenIDConnectProviderArn: provider.arn, ...(tags.length === 0 ? {} : { Tags: tags }) };
};

function newProvider(world: World, input: CreateOpenIDConnectProviderCommandInput): OidcProviderState {
  const { oidcProviders, quotas } = world.state.iam;
  const url = issuerOf(required(input.Url, 'Url'));
  const clientIds = checkClientIds([...new Set(input.ClientIDList)]);
  // Without thumbprints IAM takes that of the issuer's certificate. Nobody is asked here, so any stable one does.
  const thumbprints = checkThumbprints(input.ThumbprintList ?? [createHash('sha1').update(url).digest('hex')]);
  const arn = entityArn(world, 'oidc-provider', `/${url}`);
  if (Object.hasOwn(oidcProviders, arn)) {
    throw entityAlreadyExists(`Provider with url https://${url} already exists.`);
  }
  const tags = withTags({}, input.Tags);
  checkQuota('OpenIdConnectProvidersPerAccount', quotas.oidcProvidersPerAccount, Object.keys(oidcProviders).length + 1);
  return { arn, url, clientIds, thumbprints, createdAt: world.now(), tags };
}
