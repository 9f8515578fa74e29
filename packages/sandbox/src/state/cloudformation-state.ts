import type { Principal } from './principal.ts';

/** What JSON can say: templates, properties of resources and their attributes. */
export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/** CloudFormation of one region: its stacks by id, in the order in which they were made, deleted ones included. */
export interface CloudFormationState {
  stacks: Record<string, StackState>;
}

/** Key and value in the order in which they were given: clients depend on it, and an object would sort `1` before `a`. */
export interface StackTag {
  key: string;
  value: string;
}

/** What a stack is made of: text as submitted, and the values of its parameters. */
export interface StackSource {
  template: string;
  parameters: Record<string, string>;
}

/** Times are epoch milliseconds. */
export interface StackState extends StackSource {
  /** ARN. */
  id: string;
  name: string;
  description?: string;
  status: StackStatus;
  statusReason?: string;
  createdAt: number;
  updatedAt?: number;
  deletedAt?: number;
  capabilities: string[];
  tags: StackTag[];
  notificationArns: string[];
  /** What a failed creation leads to. */
  onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  terminationProtection: boolean;
  roleArn?: string;
  timeoutInMinutes?: number;
  /** Token of the call that made the stack, and a fingerprint of its input. */
  creation: { token?: string; fingerprint: string };
  /** Token of the newest update, deletion or execution; it is shown with the events that they cause. */
  token?: string;
  resources: Record<string, StackResourceState>;
  outputs: StackOutputState[];
  /** Exports of other stacks that this one uses. */
  imports: string[];
  /** Oldest first. */
  events: StackEventState[];
  changeSets: Record<string, ChangeSetState>;
  /** Present while the stack is being changed. */
  work?: StackWork;
}

export interface StackOutputState {
  key: string;
  value: string;
  description?: string;
  exportName?: string;
}

export interface StackResourceState {
  logicalId: string;
  type: string;
  /** Absent until it is made, and for what failed before it was. */
  physicalId?: string;
  status: ResourceStatus;
  statusReason?: string;
  changedAt: number;
  /** As they were applied, without functions. */
  properties: Record<string, Json>;
  attributes: Record<string, Json>;
  /** Tags of the stack when it was made or changed last: it has them too. */
  stackTags: StackTag[];
  /** Logical ids that have to be there as long as this one is. */
  dependsOn: string[];
  /** Retained resources outlive their stack. */
  retain: boolean;
}

export interface StackEventState {
  id: string;
  at: number;
  logicalId: string;
  physicalId: string;
  type: string;
  status: string;
  reason?: string;
  /** JSON text of the properties; absent for the stack itself. */
  properties?: string;
  token?: string;
}

export interface ChangeSetState {
  /** ARN. */
  id: string;
  name: string;
  kind: 'CREATE' | 'UPDATE';
  description?: string;
  createdAt: number;
  status: 'CREATE_COMPLETE' | 'FAILED' | 'DELETE_COMPLETE';
  statusReason?: string;
  executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_COMPLETE' | 'OBSOLETE';
  source: StackSource;
  capabilities: string[];
  tags: StackTag[];
  notificationArns: string[];
  roleArn?: string;
  onFailure: StackState['onFailure'];
  token?: string;
  changes: ResourceChangeState[];
}

export interface ResourceChangeState {
  action: 'Add' | 'Modify' | 'Remove';
  logicalId: string;
  type: string;
  physicalId?: string;
  replacement?: 'True' | 'False';
  /** Names of the properties that differ. */
  properties: string[];
}

/** A change of a stack in hand. What is under way is data, so an exported state goes on where it stopped. */
export interface StackWork {
  action: 'CREATE' | 'UPDATE' | 'ROLLBACK' | 'UPDATE_ROLLBACK' | 'DELETE';
  /** Who asked: resources are made with this caller's permissions. */
  caller: Principal;
  /** Logical ids that the template has and that have not been begun. */
  pending: string[];
  running: RunningChange[];
  /** The resources of the template are there; what is not of it has to go. */
  cleaning: boolean;
  /** What has to go at the end: replaced and removed resources, or everything. */
  doomed: StackResourceState[];
  /** What an update goes back to when it fails. */
  before?: StackBefore;
  /** Why it cannot go on. */
  failure?: string;
}

/** A stack before its update. */
export interface StackBefore extends StackSource {
  tags: StackTag[];
  capabilities: string[];
  imports: string[];
  outputs: StackOutputState[];
  description?: string;
  disableRollback: boolean;
  /** Physical ids of replaced resources, which are still there until the update is through. */
  replaced: Record<string, StackResourceState>;
}

export interface RunningChange {
  logicalId: string;
  /** `doomed` may hold several generations of one logical id. */
  physicalId?: string;
  kind: 'create' | 'update' | 'delete';
  /** Not finished before this time. */
  readyAt: number;
}

export type StackStatus =
  | `${'CREATE' | 'DELETE' | 'UPDATE' | 'ROLLBACK' | 'UPDATE_ROLLBACK'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'REVIEW_IN_PROGRESS';

export type ResourceStatus = `${'CREATE' | 'UPDATE' | 'DELETE'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`;
