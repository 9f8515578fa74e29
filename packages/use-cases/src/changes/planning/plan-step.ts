import type { ClusterRef, DocumentChange, PlanStep, StepAction } from '@podpass/inventory';
import { isProvisioning, type ProvisioningAction, wordsOf } from '../../provisioning/provisioning-step.ts';
import { callsOf } from './commands.ts';

export interface StepPlace {
  id: string;
  dependsOn?: string[];
  goal?: boolean;
}

/** A step made from its action: its words, calls and documents follow from what it does. */
export function planStep(
  action: StepAction,
  cluster: ClusterRef,
  { id, dependsOn = [], goal = false }: StepPlace,
): PlanStep {
  if (isProvisioning(action)) {
    const { documents = [], ...words } = wordsOf(action);
    return { id, action, calls: callsOf(action, cluster), documents, dependsOn, goal, ...words };
  }
  const undo = undoInWords(action);
  return {
    id,
    title: titleOf(action),
    target: targetOf(action),
    action,
    calls: callsOf(action, cluster),
    documents: documentsOf(action),
    dependsOn,
    goal,
    ...(undo === undefined ? {} : { undo }),
  };
}

/** The actions of changes to one cluster that exists. */
type ChangeAction = Exclude<StepAction, ProvisioningAction>;

function titleOf(action: ChangeAction): string {
  switch (action.kind) {
    case 'create-role':
      return `Create role ${action.name}`;
    case 'put-inline-policy':
      return `Put inline policy ${action.policyName} into ${action.roleName}`;
    case 'attach-policy':
      return `Attach ${action.policyArn.split('/').at(-1)} to ${action.roleName}`;
    case 'update-trust-policy':
      return `Let pods use ${action.roleName}: add EKS Pod Identity to its trust policy`;
    case 'create-namespace':
      return `Create namespace ${action.namespace}`;
    case 'create-service-account':
      return `Create service account ${action.namespace}/${action.name}`;
    case 'create-association':
      return `Associate ${action.namespace}/${action.serviceAccount} with ${roleName(action.roleArn)}`;
    case 'update-association':
      return `Update association ${action.associationId}`;
    case 'tag-association':
      return `Change tags of association ${action.associationId}`;
    case 'delete-association':
      return `Delete the association of ${action.namespace}/${action.serviceAccount}`;
    case 'install-addon':
      return `Install the add-on ${action.addon}${action.version ? ` ${action.version}` : ''}`;
    case 'wait-for-agent':
      return 'Wait until the agent is ready on every node';
    case 'restart-workload':
      return `Restart ${action.workload.kind} ${action.workload.namespace}/${action.workload.name}`;
  }
}

function targetOf(action: ChangeAction): string {
  switch (action.kind) {
    case 'create-role':
      return action.name;
    case 'put-inline-policy':
    case 'attach-policy':
    case 'update-trust-policy':
      return action.roleName;
    case 'create-namespace':
      return action.namespace;
    case 'create-service-account':
      return `${action.namespace}/${action.name}`;
    case 'create-association':
    case 'delete-association':
      return `${action.namespace}/${action.serviceAccount}`;
    case 'update-association':
    case 'tag-association':
      return action.associationId;
    case 'install-addon':
      return action.addon;
    case 'wait-for-agent':
      return 'eks-pod-identity-agent';
    case 'restart-workload':
      return `${action.workload.namespace}/${action.workload.name}`;
  }
}

function documentsOf(action: ChangeAction): DocumentChange[] {
  switch (action.kind) {
    case 'create-role':
      return [{ title: `Trust policy of ${action.name}`, before: null, after: pretty(action.trustPolicy) }];
    case 'put-inline-policy':
      return [{ title: `Inline policy ${action.policyName}`, before: null, after: pretty(action.document) }];
    case 'update-trust-policy':
      return [
        { title: `Trust policy of ${action.roleName}`, before: pretty(action.before), after: pretty(action.after) },
      ];
    case 'create-association': {
      const { kind: _kind, roleIsFresh: _roleIsFresh, ...association } = action;
      const title = `Association ${action.namespace}/${action.serviceAccount}`;
      return [{ title, before: null, after: JSON.stringify(association, null, 2) }];
    }
    case 'delete-association': {
      const title = `Association ${action.namespace}/${action.serviceAccount}`;
      return [{ title, before: pretty(action.snapshot), after: null }];
    }
    case 'update-association': {
      const { roleArn, targetRoleArn, disableSessionTags, sessionPolicy, previous } = action;
      const changed = Object.entries({ roleArn, targetRoleArn, disableSessionTags, sessionPolicy }).filter(
        ([, value]) => value !== undefined,
      );
      const after = { ...previous, ...Object.fromEntries(changed) };
      const title = `Association ${action.associationId}`;
      return [{ title, before: JSON.stringify(previous, null, 2), after: JSON.stringify(after, null, 2) }];
    }
    default:
      return [];
  }
}

function undoInWords(action: ChangeAction): string | undefined {
  switch (action.kind) {
    case 'create-role':
      return `Delete role ${action.name} and its policies`;
    case 'update-trust-policy':
      return `Put the trust policy of ${action.roleName} back as it was`;
    case 'create-namespace':
      return `Delete namespace ${action.namespace} if nothing else is in it`;
    case 'create-service-account':
      return `Delete service account ${action.namespace}/${action.name}`;
    case 'create-association':
      return `Delete the association of ${action.namespace}/${action.serviceAccount}`;
    case 'update-association':
      return 'Put the previous settings back';
    case 'put-inline-policy':
    case 'attach-policy':
      return `Goes with the role ${action.roleName}`;
    default:
      return undefined;
  }
}

function roleName(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}

function pretty(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
