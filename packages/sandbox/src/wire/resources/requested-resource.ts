import type { CallContext } from '../../world.ts';
import { cloudFormationResource } from './cloudformation-resource.ts';
import { eksResource } from './eks-resource.ts';
import { iamResource } from './iam-resource.ts';
import type { RequestedResource } from './resource.ts';

/**
 * The resource of a call; undefined when the operation decides about its own permission (STS: assuming a role is
 * judged by trust policy and identity policy together, and asking who one is needs no permission).
 */
export function requestedResource(call: CallContext, input: Record<string, unknown>): RequestedResource | undefined {
  switch (call.service) {
    case 'eks':
    case 'eks-auth':
      return eksResource(call, input);
    case 'iam':
      return iamResource(call, input);
    case 'cloudformation':
      return cloudFormationResource(call, input);
    // Descriptions of EC2 take no resource.
    case 'ec2':
      return { arn: '*' };
    default:
      return undefined;
  }
}

/** The condition keys of a resource. */
export function resourceContext(resource: RequestedResource): Record<string, string | readonly string[]> {
  const context: Record<string, string | readonly string[]> = { ...resource.context };
  for (const [key, value] of Object.entries(resource.tags ?? {})) {
    context[`aws:ResourceTag/${key}`] = value;
  }
  const requestTags = Object.entries(resource.requestTags ?? {});
  for (const [key, value] of requestTags) {
    context[`aws:RequestTag/${key}`] = value;
  }
  if (requestTags.length > 0) {
    context['aws:TagKeys'] = requestTags.map(([key]) => key);
  }
  return context;
}
