import type { ListAccountAliasesCommandInput, ListAccountAliasesCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';

/** The sandbox's account has no alias. */
export const listAccountAliases: Operation<
  ListAccountAliasesCommandInput,
  Omit<ListAccountAliasesCommandOutput, '$metadata'>
> = () => ({ AccountAliases: [], IsTruncated: false });
