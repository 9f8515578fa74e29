import {
  type CloudFormationClientResolvedConfig,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-cloudformation';
import { type ClusterMakingPort, hasCode, type Stack } from '@podpass/inventory';
import type { Caller } from '../calls/caller.ts';
import { required } from '../errors/answer.ts';

export type CloudFormationCaller = Caller<ServiceInputTypes, ServiceOutputTypes, CloudFormationClientResolvedConfig>;
type StackCalls = Pick<
  ClusterMakingPort,
  'describeStack' | 'stackTemplate' | 'createStack' | 'deleteStack' | 'stackFailures'
>;

export function stackCalls(callerOf: (region: string) => CloudFormationCaller): StackCalls {
  return {
    async describeStack(region, name, { signal } = {}): Promise<Stack | undefined> {
      try {
        return await callerOf(region)(
          new DescribeStacksCommand({ StackName: name }),
          ({ Stacks }) => {
            const [stack] = Stacks ?? [];
            if (stack === undefined) return undefined;
            return {
              id: required(stack.StackId, 'StackId'),
              name: required(stack.StackName, 'StackName'),
              status: required(stack.StackStatus, 'StackStatus'),
              statusReason: stack.StackStatusReason,
              outputs: pairs(stack.Outputs, ({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
              tags: pairs(stack.Tags, ({ Key, Value }) => [Key, Value]),
            };
          },
          { signal },
        );
      } catch (error) {
        if (isNoStack(error)) return undefined;
        throw error;
      }
    },

    async stackTemplate(region, name, { signal } = {}) {
      try {
        return await callerOf(region)(
          new GetTemplateCommand({ StackName: name }),
          ({ TemplateBody = '' }) => (isJson(TemplateBody) ? TemplateBody : undefined),
          { signal },
        );
      } catch (error) {
        if (isNoStack(error)) return undefined;
        throw error;
      }
    },

    createStack: (region, { name, template, tags, clientToken }, { signal } = {}) =>
      callerOf(region)(
        new CreateStackCommand({
          StackName: name,
          TemplateBody: template,
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
          ClientRequestToken: clientToken,
        }),
        () => undefined,
        { signal },
      ),

    deleteStack: (region, name, clientToken, { signal } = {}) =>
      callerOf(region)(new DeleteStackCommand({ StackName: name, ClientRequestToken: clientToken }), () => undefined, {
        signal,
      }),

    stackFailures: (region, name, { signal } = {}) =>
      callerOf(region)(
        new DescribeStackEventsCommand({ StackName: name }),
        ({ StackEvents }) =>
          (StackEvents ?? [])
            .filter(
              ({ ResourceStatus, ResourceStatusReason: reason = '' }) =>
                // What was only cancelled because of another failure explains nothing.
                Boolean(ResourceStatus?.endsWith('_FAILED')) && !/cancelled/i.test(reason),
            )
            .map(({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`)
            .reverse(),
        { signal },
      ),
  };
}

/** CloudFormation has no error of its own for a stack that does not exist, only this text. */
function isNoStack(error: unknown): boolean {
  return hasCode(error, 'aws-invalid-request') && /does not exist/.test(error.data.detail);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function pairs<Item>(
  items: Item[] | undefined,
  read: (item: Item) => [string | undefined, string | undefined],
): Record<string, string> {
  return Object.fromEntries((items ?? []).map(read).map(([key = '', value = '']) => [key, value]));
}
