import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { type RequestedResource, textMember } from './resource.ts';

/** IAM's resource of a call, after the service authorization reference. */
export function iamResource(call: CallContext, input: Record<string, unknown>): RequestedResource {
  const { partition, account, iam } = call.world.state;
  const prefix = `arn:${partition}:iam::${account}`;
  const path = textMember(input, 'Path') ?? '/';
  const named = { ...keys(input), requestTags: tagsOf(input['Tags']) };

  const roleName = textMember(input, 'RoleName');
  if (roleName !== undefined) {
    const role = own(iam.roles, roleName);
    return { ...named, arn: role?.arn ?? `${prefix}:role${path}${roleName}`, ...(role && { tags: role.tags }) };
  }
  const userName = textMember(input, 'UserName');
  if (userName !== undefined) {
    return { ...named, arn: own(iam.users, userName)?.arn ?? `${prefix}:user${path}${userName}` };
  }
  const source = textMember(input, 'PolicySourceArn');
  const providerArn = textMember(input, 'OpenIDConnectProviderArn');
  const policyArn = textMember(input, 'PolicyArn');
  const arn = source ?? providerArn ?? policyArn;
  if (arn !== undefined) {
    const tags = own(iam.oidcProviders, arn)?.tags ?? own(iam.policies, arn)?.tags;
    return { ...named, arn, ...(tags && { tags }) };
  }
  return { ...named, arn: unnamed(call.operation, input, prefix, path) };
}

/** Creations and lists: the resource is what the input describes, or the whole kind. */
function unnamed(operation: string, input: Record<string, unknown>, prefix: string, path: string): string {
  const policyName = textMember(input, 'PolicyName');
  const url = textMember(input, 'Url');
  if (operation === 'CreatePolicy' && policyName !== undefined) {
    return `${prefix}:policy${path}${policyName}`;
  }
  if (operation === 'CreateOpenIDConnectProvider' && url !== undefined) {
    return `${prefix}:oidc-provider/${url.replace(/^https:\/\//, '')}`;
  }
  if (operation === 'ListRoles') {
    return `${prefix}:role${textMember(input, 'PathPrefix') ?? '/'}`;
  }
  if (operation === 'ListOpenIDConnectProviders') {
    return `${prefix}:oidc-provider/*`;
  }
  return '*';
}

function keys(input: Record<string, unknown>): Pick<RequestedResource, 'context'> {
  const policyArn = textMember(input, 'PolicyArn');
  const boundary = textMember(input, 'PermissionsBoundary');
  return {
    context: {
      ...(policyArn !== undefined && { 'iam:PolicyARN': policyArn }),
      ...(boundary !== undefined && { 'iam:PermissionsBoundary': boundary }),
    },
  };
}

function tagsOf(tags: unknown): Record<string, string> {
  const list = Array.isArray(tags) ? (tags as { Key?: string; Value?: string }[]) : [];
  return Object.fromEntries(list.map((tag) => [tag.Key ?? '', tag.Value ?? '']));
}
