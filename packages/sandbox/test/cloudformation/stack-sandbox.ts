import {
  CloudFormationClient,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { ADMIN_ACCESS_KEY, emptyState, type SandboxOptions } from '../../src/index.ts';
import { REGION, type RunningSandbox, runSandbox } from '../running-sandbox.ts';

export interface StackSandbox extends RunningSandbox {
  cf: CloudFormationClient;
  cfAs(credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }): CloudFormationClient;
  /** Makes a stack and gives it as it is afterwards. */
  create(name: string, template: unknown, more?: Partial<CreateStackCommandInput>): Promise<Stack>;
  remove(nameOrId: string): Promise<void>;
  /** A stack by name or id. */
  look(nameOrId: string): Promise<Stack>;
  /** `LogicalId STATUS` of a stack's newest events, newest first. */
  events(nameOrId: string): Promise<{ what: string; reason: string }[]>;
}

/** A sandbox whose stacks are through when a call returns, unless other transition times are given. */
export async function runStackSandbox(options: SandboxOptions = {}): Promise<StackSandbox> {
  const state = options.state ?? emptyState({ transitions: { stack: 0 } });
  const running = await runSandbox({ ...options, state });
  const opened: CloudFormationClient[] = [];
  const cfAs: StackSandbox['cfAs'] = (credentials) => {
    const client = new CloudFormationClient({
      endpoint: running.sandbox.url,
      region: REGION,
      credentials,
      maxAttempts: 1,
    });
    opened.push(client);
    return client;
  };
  const cf = cfAs({ ...ADMIN_ACCESS_KEY });
  const look: StackSandbox['look'] = async (nameOrId) => {
    const { Stacks: [stack] = [] } = await cf.send(new DescribeStacksCommand({ StackName: nameOrId }));
    if (stack === undefined) throw new Error('DescribeStacks showed no stack');
    return stack;
  };
  return {
    ...running,
    cf,
    cfAs,
    look,
    create: async (name, template, more) => {
      const { StackId = '' } = await cf.send(
        new CreateStackCommand({
          StackName: name,
          TemplateBody: typeof template === 'string' ? template : JSON.stringify(template),
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          ...more,
        }),
      );
      return look(StackId);
    },
    remove: async (nameOrId) => {
      await cf.send(new DeleteStackCommand({ StackName: nameOrId }));
    },
    events: async (nameOrId) => {
      const { StackEvents = [] } = await cf.send(new DescribeStackEventsCommand({ StackName: nameOrId }));
      return StackEvents.map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason = '' }) => ({
        what: `${LogicalResourceId} ${ResourceStatus}`,
        reason: ResourceStatusReason,
      }));
    },
    stop: async () => {
      for (const client of opened) client.destroy();
      await running.stop();
    },
  };
}
