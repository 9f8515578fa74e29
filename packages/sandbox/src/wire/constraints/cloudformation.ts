import type { Constraint, Constraints } from './constraint.ts';

const nextToken: Constraint = { min: 1, max: 1024 };
const stackStatus: Constraint = {
  values: [
    'CREATE_IN_PROGRESS',
    'CREATE_FAILED',
    'CREATE_COMPLETE',
    'ROLLBACK_IN_PROGRESS',
    'ROLLBACK_FAILED',
    'ROLLBACK_COMPLETE',
    'DELETE_IN_PROGRESS',
    'DELETE_FAILED',
    'DELETE_COMPLETE',
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_COMPLETE',
    'UPDATE_FAILED',
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_ROLLBACK_FAILED',
    'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE',
    'REVIEW_IN_PROGRESS',
    'IMPORT_IN_PROGRESS',
    'IMPORT_COMPLETE',
    'IMPORT_ROLLBACK_IN_PROGRESS',
    'IMPORT_ROLLBACK_FAILED',
    'IMPORT_ROLLBACK_COMPLETE',
  ],
};

const newStackName: Constraint = { min: 1, max: 128, pattern: /^(?:[a-zA-Z][-a-zA-Z0-9]*)$/u };
const stackNameOrId: Constraint = { min: 1, pattern: /^(?:[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*)$/u };
const changeSetNameOrId: Constraint = {
  min: 1,
  max: 1600,
  pattern: /^(?:[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/]*)$/u,
};
const token: Constraint = { min: 1, max: 128, pattern: /^(?:[a-zA-Z0-9][-a-zA-Z0-9]*)$/u };
const roleArn: Constraint = { min: 20, max: 2048 };
const onFailure: Constraint = { values: ['DO_NOTHING', 'ROLLBACK', 'DELETE'] };

/** Shared by all that takes a template. The number of tags is looked at once repeated keys have been dropped. */
const submitted = {
  TemplateBody: { min: 1, max: 51_200 },
  TemplateURL: { min: 1, max: 5120 },
  'Capabilities[]': { values: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'] },
  NotificationARNs: { max: 5 },
  RoleARN: roleArn,
  'Tags[].Key': { min: 1, max: 128 },
  'Tags[].Value': { max: 256 },
} satisfies Record<string, Constraint>;

/** Bounds of CloudFormation's inputs, as AWS publishes them in its service description. */
export const cloudFormationConstraints: Constraints = {
  CreateChangeSet: {
    ...submitted,
    StackName: stackNameOrId,
    ChangeSetName: { min: 1, max: 128, pattern: /^(?:[a-zA-Z][-a-zA-Z0-9]*)$/u },
    ClientToken: { min: 1, max: 128 },
    Description: { min: 1, max: 1024 },
    ChangeSetType: { values: ['CREATE', 'UPDATE', 'IMPORT'] },
    OnStackFailure: onFailure,
  },
  CreateStack: {
    ...submitted,
    StackName: newStackName,
    ClientRequestToken: token,
    OnFailure: onFailure,
    TimeoutInMinutes: { min: 1 },
  },
  DeleteChangeSet: { ChangeSetName: changeSetNameOrId, StackName: stackNameOrId },
  DeleteStack: { StackName: { min: 1 }, RoleARN: roleArn, ClientRequestToken: token },
  DescribeChangeSet: { ChangeSetName: changeSetNameOrId, StackName: stackNameOrId, NextToken: nextToken },
  DescribeStackEvents: { StackName: { min: 1 }, NextToken: nextToken },
  DescribeStacks: { NextToken: nextToken, StackName: { min: 1 } },
  ExecuteChangeSet: { ChangeSetName: changeSetNameOrId, StackName: stackNameOrId, ClientRequestToken: token },
  GetTemplate: { ChangeSetName: changeSetNameOrId, TemplateStage: { values: ['Original', 'Processed'] } },
  ListChangeSets: { StackName: stackNameOrId, NextToken: nextToken },
  ListExports: { NextToken: nextToken },
  ListStackResources: { NextToken: nextToken },
  ListStacks: { NextToken: nextToken, 'StackStatusFilter[]': stackStatus },
  UpdateStack: { ...submitted, StackName: stackNameOrId, ClientRequestToken: token },
  UpdateTerminationProtection: { StackName: stackNameOrId },
  ValidateTemplate: { TemplateBody: submitted.TemplateBody, TemplateURL: submitted.TemplateURL },
};
