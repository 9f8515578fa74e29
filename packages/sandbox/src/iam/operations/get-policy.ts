import type { GetPolicyCommandInput, GetPolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { policyWithArn } from '../find-entity.ts';
import { wholePolicy } from '../policy-view.ts';

export const getPolicy: Operation<GetPolicyCommandInput, Omit<GetPolicyCommandOutput, '$metadata'>> = (
  input,
  { world },
) => ({ Policy: wholePolicy(world, policyWithArn(world, input.PolicyArn)) });
