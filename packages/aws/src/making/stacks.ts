import {
  type CloudFormationClientResolvedConfig,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  type StackEvent,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { type ClusterMakingPort, hasCode, PodpassError, type Stack } from '@podpass/inventory';
import type { Caller } from '../calls/caller.ts';
import { required } from '../errors/answer.ts';

export type CloudFormationCaller = Caller<ServiceInputTypes, ServiceOutputTypes, CloudFormationClientResolvedConfig>;
type StackCalls = Pick<
  ClusterMakingPort,
  'describeStack' | 'stackTemplate' | 'createStack' | 'updateStack' | 'deleteStack' | 'stackFailures'
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

    async updateStack(region, { name, template, clientToken }, { signal } = {}) {
      try {
        await callerOf(region)(
          new UpdateStackCommand({
            StackName: name,
            TemplateBody: template,
            Capabilities: ['CAPABILITY_NAMED_IAM'],
            ClientRequestToken: clientToken,
          }),
          () => undefined,
          { signal },
        );
      } catch (error) {
        if (isRefused(error, /^No updates are to be performed/)) return;
        if (!isRefused(error, /_IN_PROGRESS state and can ?not be updated/)) throw error;
        const { detail } = error.data;
        throw new PodpassError('aws-conflict', { service: 'cloudformation', operation: 'UpdateStack', detail });
      }
    },

    deleteStack: (region, name, clientToken, { signal } = {}) =>
      callerOf(region)(new DeleteStackCommand({ StackName: name, ClientRequestToken: clientToken }), () => undefined, {
        signal,
      }),

    stackFailures: (region, name, { signal } = {}) =>
      callerOf(region)(
        new DescribeStackEventsCommand({ StackName: name }),
        ({ StackEvents }) =>
          ofLastAction(StackEvents ?? [])
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

/** Events come newest first; a stack tells of every change that it has been through. */
function ofLastAction(events: StackEvent[]): StackEvent[] {
  const begun = events.findIndex(
    ({ PhysicalResourceId, StackId, ResourceStatus = '' }) =>
      PhysicalResourceId === StackId && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(ResourceStatus),
  );
  return begun < 0 ? events : events.slice(0, begun);
}

function isNoStack(error: unknown): boolean {
  return isRefused(error, /does not exist/);
}

/** CloudFormation has one error, `ValidationError`, for much that clients have to tell apart by its text. */
function isRefused(error: unknown, text: RegExp): error is PodpassError<'aws-invalid-request'> {
  return hasCode(error, 'aws-invalid-request') && text.test(error.data.detail);
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
