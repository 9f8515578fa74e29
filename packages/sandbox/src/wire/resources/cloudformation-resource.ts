import { lookUpStack } from '../../cloudformation/find-stack.ts';
import type { CallContext } from '../../world.ts';
import { type RequestedResource, textMember } from './resource.ts';

/** CloudFormation's resource of a call, after the service authorization reference: a stack, or everything. */
export function cloudFormationResource(call: CallContext, input: Record<string, unknown>): RequestedResource {
  const named = textMember(input, 'StackName') ?? stackOfChangeSet(call, textMember(input, 'ChangeSetName'));
  if (named === undefined) return { arn: '*' };
  const stack = lookUpStack(call, named);
  const { account, partition } = call.world.state;
  const unknown = `arn:${partition}:cloudformation:${call.region}:${account}:stack/${named}/*`;
  return {
    arn: stack?.id ?? (named.startsWith('arn:') ? named : unknown),
    ...(stack !== undefined && { tags: Object.fromEntries(stack.tags.map(({ key, value }) => [key, value])) }),
    requestTags: requestTags(input['Tags']),
    context: textContext(input),
  };
}

/** Change sets that are named by their ARN are authorised on their stack. */
function stackOfChangeSet(call: CallContext, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const { cloudFormation = {} } = call.world.state;
  const stacks = Object.values(cloudFormation[call.region]?.stacks ?? {});
  return stacks.find(({ changeSets }) => Object.hasOwn(changeSets, name))?.id;
}

function textContext(input: Record<string, unknown>): Record<string, string> {
  const roleArn = textMember(input, 'RoleARN');
  const changeSet = textMember(input, 'ChangeSetName');
  return {
    ...(roleArn !== undefined && { 'cloudformation:RoleArn': roleArn }),
    ...(changeSet !== undefined && { 'cloudformation:ChangeSetName': changeSet }),
  };
}

function requestTags(tags: unknown): Record<string, string> {
  const list = Array.isArray(tags) ? (tags as { Key?: string; Value?: string }[]) : [];
  return Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));
}
