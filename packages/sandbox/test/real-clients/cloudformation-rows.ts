import { expect } from 'vitest';
import { json, type OperationRow } from './operation-row.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole'] }],
};

/** A role as clients make it for a workload, its ARN exported. */
function roleTemplate(description: string): string {
  return json({
    Description: 'A role',
    Resources: {
      Role1: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, Description: description } },
    },
    Outputs: {
      Role1: {
        Value: { 'Fn::GetAtt': 'Role1.Arn' },
        Export: { Name: { 'Fn::Sub': `\${AWS::StackName}::Role1` } },
      },
    },
  });
}

const on = ['--stack-name', 'cli-role'];
const iam = ['--capabilities', 'CAPABILITY_IAM'];
const cf = (operation: string, ...args: readonly string[]) => ['cloudformation', operation, ...args];

export const CLOUDFORMATION_ROWS: OperationRow[] = [
  {
    operation: 'ListStacks',
    args: cf('list-stacks', '--stack-status-filter', 'CREATE_COMPLETE', 'UPDATE_COMPLETE'),
    shows: (answer) => expect(answer).toEqual({ StackSummaries: [] }),
  },
  {
    operation: 'ValidateTemplate',
    args: cf('validate-template', '--template-body', roleTemplate('one')),
    shows: (answer) => expect(answer).toMatchObject({ Description: 'A role', Capabilities: ['CAPABILITY_IAM'] }),
  },
  {
    operation: 'CreateStack',
    args: cf('create-stack', ...on, ...iam, '--template-body', roleTemplate('one'), '--tags', 'Key=team,Value=shop'),
    shows: ({ StackId }) => expect(StackId).toMatch(/:stack\/cli-role\//),
  },
  {
    operation: 'DescribeStackEvents',
    args: cf('describe-stack-events', ...on),
    shows: ({ StackEvents }) =>
      expect(StackEvents.at(-1)).toMatchObject({ LogicalResourceId: 'cli-role', ResourceStatus: 'CREATE_IN_PROGRESS' }),
  },
  {
    operation: 'DescribeStacks',
    args: cf('describe-stacks', ...on),
    shows: ({ Stacks }) =>
      expect(Stacks).toMatchObject([{ StackStatus: 'CREATE_COMPLETE', Tags: [{ Key: 'team', Value: 'shop' }] }]),
  },
  {
    operation: 'DescribeStackResources',
    args: cf('describe-stack-resources', ...on),
    shows: ({ StackResources }) =>
      expect(StackResources).toMatchObject([{ LogicalResourceId: 'Role1', ResourceType: 'AWS::IAM::Role' }]),
  },
  {
    operation: 'DescribeStackResource',
    args: cf('describe-stack-resource', ...on, '--logical-resource-id', 'Role1'),
    shows: ({ StackResourceDetail }) => expect(StackResourceDetail.PhysicalResourceId).toMatch(/^cli-role-Role1-/),
  },
  {
    operation: 'ListStackResources',
    args: cf('list-stack-resources', ...on),
    shows: ({ StackResourceSummaries }) => expect(StackResourceSummaries).toHaveLength(1),
  },
  {
    operation: 'ListExports',
    args: cf('list-exports'),
    shows: ({ Exports }) => expect(Exports).toMatchObject([{ Name: 'cli-role::Role1' }]),
  },
  {
    operation: 'GetTemplate',
    args: cf('get-template', ...on),
    shows: ({ TemplateBody }) => expect(TemplateBody).toEqual(JSON.parse(roleTemplate('one'))),
  },
  {
    operation: 'UpdateTerminationProtection',
    args: cf('update-termination-protection', ...on, '--no-enable-termination-protection'),
    shows: ({ StackId }) => expect(StackId).toMatch(/:stack\/cli-role\//),
  },
  {
    operation: 'CreateChangeSet',
    args: cf(
      ...['create-change-set', ...on, ...iam, '--change-set-name', 'two', '--template-body'],
      roleTemplate('two'),
    ),
    shows: ({ Id }) => expect(Id).toMatch(/:changeSet\/two\//),
  },
  {
    operation: 'DescribeChangeSet',
    args: cf('describe-change-set', ...on, '--change-set-name', 'two'),
    shows: (answer) => expect(answer).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' }),
  },
  {
    operation: 'ListChangeSets',
    args: cf('list-change-sets', ...on),
    shows: ({ Summaries }) => expect(Summaries).toMatchObject([{ ChangeSetName: 'two' }]),
  },
  {
    operation: 'ExecuteChangeSet',
    args: cf('execute-change-set', ...on, '--change-set-name', 'two'),
    shows: () => {},
  },
  {
    operation: 'DeleteChangeSet',
    args: cf('delete-change-set', ...on, '--change-set-name', 'three'),
    shows: () => {},
  },
  {
    operation: 'UpdateStack',
    args: cf('update-stack', ...on, ...iam, '--template-body', roleTemplate('four')),
    shows: ({ StackId }) => expect(StackId).toMatch(/:stack\/cli-role\//),
  },
  {
    operation: 'DeleteStack',
    args: cf('delete-stack', ...on),
    shows: () => {},
  },
];
