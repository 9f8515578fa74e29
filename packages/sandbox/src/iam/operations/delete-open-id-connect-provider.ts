import type {
  DeleteOpenIDConnectProviderCommandInput,
  DeleteOpenIDConnectProviderCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { checkProviderArn } from '../find-entity.ts';
import { required } from '../required.ts';

/** Idempotent, and without effect on the roles that trust the provider. */
export const deleteOpenIDConnectProvider: Operation<
  DeleteOpenIDConnectProviderCommandInput,
  Omit<DeleteOpenIDConnectProviderCommandOutput, '$metadata'>
> = (input, { world }) => {
  const arn = required(input.OpenIDConnectProviderArn, 'OpenIDConnectProviderArn');
  checkProviderArn(arn);
  delete world.state.iam.oidcProviders[arn];
  return {};
};
