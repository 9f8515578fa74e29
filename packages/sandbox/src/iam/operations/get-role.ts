import type { GetRoleCommandInput, GetRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { roleNamed } from '../find-entity.ts';
import { wholeRole } from '../role-view.ts';

export const getRole: Operation<GetRoleCommandInput, Omit<GetRoleCommandOutput, '$metadata'>> = (
  input,
  { world, region },
) => ({ Role: wholeRole(roleNamed(world, input.RoleName), region) });
