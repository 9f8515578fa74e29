import type { BlueprintComponent, DocumentChange, StepAction } from '@podpass/inventory';
import { componentObjects } from './components/components.ts';
import { stackDifference } from './stack-change.ts';

/** What a person reads of a step that makes a cluster or takes it away. */
export interface StepWords {
  title: string;
  target: string;
  undo?: string;
  documents?: DocumentChange[];
  group: string;
  /** How long it usually takes, from the documentation of EKS and from measurements. */
  expectedMs: number;
}

type ProvisioningKind =
  | 'create-stack'
  | 'create-cluster'
  | 'wait-for-cluster'
  | 'create-addon'
  | 'wait-for-addon'
  | 'create-node-group'
  | 'wait-for-node-group'
  | 'create-fargate-profile'
  | 'create-access-entry'
  | 'create-oidc-provider'
  | 'create-irsa-role'
  | 'link-service-account'
  | 'apply-component'
  | 'protect-cluster'
  | 'unprotect-cluster'
  | 'delete-addon'
  | 'delete-node-group'
  | 'delete-fargate-profile'
  | 'delete-cluster'
  | 'delete-stack'
  | 'delete-oidc-provider'
  | 'delete-role';
export type ProvisioningAction = Extract<StepAction, { kind: ProvisioningKind }>;

const seconds = 1_000;
const minutes = 60 * seconds;

const words: { readonly [Kind in ProvisioningKind]: (action: Extract<StepAction, { kind: Kind }>) => StepWords } = {
  'create-stack': ({ stackName, template, before }) => ({
    ...(before === undefined
      ? {
          title: `Create stack ${stackName}: network and roles`,
          undo: `Delete stack ${stackName} with everything in it`,
        }
      : { title: `Change stack ${stackName}: ${changesOf(before, template)}`, undo: `Change stack ${stackName} back` }),
    target: stackName,
    documents: [{ ...templateDocument(stackName, template), before: before === undefined ? null : pretty(before) }],
    group: 'Network and roles',
    expectedMs: 4 * minutes,
  }),
  'create-cluster': ({ name }) => ({
    title: `Create cluster ${name}`,
    target: name,
    undo: `Delete cluster ${name}`,
    group: 'Cluster',
    expectedMs: 5 * seconds,
  }),
  'wait-for-cluster': () => ({
    title: 'Wait until the cluster is active',
    target: 'cluster',
    group: 'Cluster',
    expectedMs: 9 * minutes,
  }),
  'create-addon': ({ addon, version }) => ({
    title: `Install the add-on ${addon}${version === undefined ? '' : ` ${version}`}`,
    target: addon,
    undo: `Remove the add-on ${addon}`,
    group: 'Add-ons',
    expectedMs: 5 * seconds,
  }),
  'wait-for-addon': ({ addon }) => ({
    title: `Wait until ${addon} is active`,
    target: addon,
    group: 'Add-ons',
    expectedMs: 90 * seconds,
  }),
  'create-node-group': ({ nodeGroup }) => ({
    title: `Create node group ${nodeGroup}`,
    target: nodeGroup,
    undo: `Delete node group ${nodeGroup}`,
    group: 'Nodes',
    expectedMs: 5 * seconds,
  }),
  'wait-for-node-group': ({ nodeGroup }) => ({
    title: `Wait until node group ${nodeGroup} is active`,
    target: nodeGroup,
    group: 'Nodes',
    expectedMs: 3 * minutes,
  }),
  'create-fargate-profile': ({ profile }) => ({
    title: `Create Fargate profile ${profile}`,
    target: profile,
    undo: `Delete Fargate profile ${profile}`,
    group: 'Nodes',
    expectedMs: 2 * minutes,
  }),
  'create-access-entry': ({ principalArn }) => ({
    title: `Give ${principalArn.split('/').at(-1)} access to the cluster`,
    target: principalArn,
    undo: 'Delete the access entry',
    group: 'Access',
    expectedMs: 2 * seconds,
  }),
  'create-oidc-provider': () => ({
    title: "Register the cluster's OIDC provider in IAM",
    target: 'oidc-provider',
    undo: 'Delete the OIDC provider',
    group: 'IRSA service accounts',
    expectedMs: 2 * seconds,
  }),
  'create-irsa-role': ({ name, subject }) => ({
    title: `Create role ${name} for ${subject}`,
    target: name,
    undo: `Delete role ${name} and its policies`,
    group: 'IRSA service accounts',
    expectedMs: 2 * seconds,
  }),
  'link-service-account': ({ namespace, name, roleArn }) => ({
    title: `Link service account ${namespace}/${name} with ${roleArn.split('/').at(-1)} by IRSA`,
    target: `${namespace}/${name}`,
    undo: `Delete service account ${namespace}/${name}`,
    group: 'IRSA service accounts',
    expectedMs: 2 * seconds,
  }),
  'apply-component': ({ component, blueprint }) => ({
    title: `Apply ${component} of the blueprint ${blueprint}`,
    target: component,
    undo: `Delete what ${component} consists of`,
    documents: [{ title: `Objects of ${component}`, before: null, after: manifestText(component, blueprint) }],
    group: 'Blueprint',
    expectedMs: 45 * seconds,
  }),
  'protect-cluster': ({ name }) => ({
    title: `Protect cluster ${name} against deletion`,
    target: name,
    undo: 'Turn deletion protection off, so that the cluster can be deleted',
    group: 'Cluster',
    expectedMs: 30 * seconds,
  }),
  'unprotect-cluster': ({ name }) => ({
    title: `Turn off the deletion protection of cluster ${name}`,
    target: name,
    group: 'Cluster',
    expectedMs: 30 * seconds,
  }),
  'delete-addon': ({ addon }) => ({
    title: `Remove the add-on ${addon}`,
    target: addon,
    group: 'Add-ons',
    expectedMs: 60 * seconds,
  }),
  'delete-node-group': ({ nodeGroup }) => ({
    title: `Delete node group ${nodeGroup}`,
    target: nodeGroup,
    group: 'Nodes',
    expectedMs: 5 * minutes,
  }),
  'delete-fargate-profile': ({ profile }) => ({
    title: `Delete Fargate profile ${profile}`,
    target: profile,
    group: 'Nodes',
    expectedMs: 2 * minutes,
  }),
  'delete-cluster': ({ name }) => ({
    title: `Delete cluster ${name}`,
    target: name,
    group: 'Cluster',
    expectedMs: 4 * minutes,
  }),
  'delete-stack': ({ stackName, template }) => ({
    title: `Delete stack ${stackName}: network and roles`,
    target: stackName,
    documents: template === undefined ? [] : [{ ...templateDocument(stackName, template), after: null }],
    group: 'Network and roles',
    expectedMs: 4 * minutes,
  }),
  'delete-oidc-provider': ({ providerArn }) => ({
    title: "Delete the cluster's OIDC provider from IAM",
    target: providerArn,
    group: 'Roles',
    expectedMs: 2 * seconds,
  }),
  'delete-role': ({ name }) => ({
    title: `Delete role ${name} and its policies`,
    target: name,
    group: 'Roles',
    expectedMs: 3 * seconds,
  }),
};

function templateDocument(stackName: string, template: string): DocumentChange {
  const text = pretty(template);
  return { title: `Template of ${stackName}`, before: text, after: text };
}

function changesOf(before: string, template: string): string {
  const { added, changed } = stackDifference(before, template);
  return [
    ...(added.length > 0 ? [`add ${added.join(', ')}`] : []),
    ...(changed.length > 0 ? [`change ${changed.join(', ')}`] : []),
  ].join('; ');
}

function pretty(template: string): string {
  return JSON.stringify(JSON.parse(template), null, 2);
}

function manifestText(component: BlueprintComponent, blueprint: string): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: componentObjects(component, blueprint) }, null, 2);
}

export function isProvisioning(action: StepAction): action is ProvisioningAction {
  return action.kind in words;
}

export function wordsOf(action: ProvisioningAction): StepWords {
  // The table pairs each kind with its words, which the compiler cannot follow through a look-up.
  const write = words[action.kind] as (action: ProvisioningAction) => StepWords;
  return write(action);
}
