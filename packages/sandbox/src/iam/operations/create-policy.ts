import type { CreatePolicyCommandInput, CreatePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { ManagedPolicyState } from '../../state/iam-state.ts';
import type { Operation, World } from '../../world.ts';
import { entityArn, entityId } from '../entity-ids.ts';
import { entityAlreadyExists } from '../errors.ts';
import { checkManagedPolicy } from '../permissions-documents.ts';
import { wholePolicy } from '../policy-view.ts';
import { checkQuota, fixedQuotas } from '../quotas.ts';
import { required } from '../required.ts';
import { withTags } from '../tags.ts';

export const createPolicy: Operation<CreatePolicyCommandInput, Omit<CreatePolicyCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const policy = newPolicy(world, input);
  world.state.iam.policies[policy.arn] = policy;
  return { Policy: wholePolicy(world, policy) };
};

function newPolicy(world: World, input: CreatePolicyCommandInput): ManagedPolicyState {
  const name = required(input.PolicyName, 'PolicyName');
  const document = required(input.PolicyDocument, 'PolicyDocument');
  const own = Object.values(world.state.iam.policies).filter((policy) => !policy.awsManaged);
  if (own.some((policy) => policy.name.toLowerCase() === name.toLowerCase())) {
    throw entityAlreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  }
  checkManagedPolicy(document);
  const tags = withTags({}, input.Tags);
  checkQuota('PoliciesPerAccount', fixedQuotas.policiesPerAccount, own.length + 1);
  const path = input.Path ?? '/';
  const createdAt = world.now();
  return {
    arn: entityArn(world, 'policy', `${path}${name}`),
    name,
    path,
    id: entityId(world, 'ANPA'),
    createdAt,
    updatedAt: createdAt,
    ...(input.Description === undefined ? {} : { description: input.Description }),
    defaultVersionId: 'v1',
    versions: { v1: { document, createdAt } },
    tags,
    awsManaged: false,
  };
}
