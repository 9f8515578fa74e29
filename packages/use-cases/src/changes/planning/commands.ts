import type { ApiCall, ClusterRef, StepAction } from '@podpass/inventory';
import { provisioningCalls } from '../../provisioning/provisioning-calls.ts';
import type { CallWriter, Parameters } from './call-writer.ts';
import { isProvisioning } from '../../provisioning/provisioning-step.ts';

/** The calls that a step makes, each also as a command that a person could run instead. */
export function callsOf(action: StepAction, cluster: ClusterRef): ApiCall[] {
  if (isProvisioning(action)) return provisioningCalls(action, cluster, writerFor(cluster));
  switch (action.kind) {
    case 'create-role':
      return [
        iam('CreateRole', {
          RoleName: action.name,
          Path: action.path,
          AssumeRolePolicyDocument: compact(action.trustPolicy),
          Description: action.description,
          PermissionsBoundary: action.permissionsBoundaryArn,
          Tags: Object.entries(action.tags).map(([Key, Value]) => ({ Key, Value })),
        }),
      ];
    case 'put-inline-policy':
      return [
        iam('PutRolePolicy', {
          RoleName: action.roleName,
          PolicyName: action.policyName,
          PolicyDocument: compact(action.document),
        }),
      ];
    case 'attach-policy':
      return [iam('AttachRolePolicy', { RoleName: action.roleName, PolicyArn: action.policyArn })];
    case 'update-trust-policy':
      return [iam('UpdateAssumeRolePolicy', { RoleName: action.roleName, PolicyDocument: compact(action.after) })];
    case 'create-namespace':
      return [kubernetes('POST namespaces', { name: action.namespace }, ['create', 'namespace', action.namespace])];
    case 'create-service-account':
      return [
        kubernetes('POST serviceaccounts', { namespace: action.namespace, name: action.name }, [
          ...['create', 'serviceaccount', action.name],
          ...['--namespace', action.namespace],
        ]),
      ];
    case 'create-association':
      return [
        eks('CreatePodIdentityAssociation', cluster, {
          clusterName: cluster.name,
          namespace: action.namespace,
          serviceAccount: action.serviceAccount,
          roleArn: action.roleArn,
          targetRoleArn: action.targetRoleArn,
          disableSessionTags: action.disableSessionTags || undefined,
          policy: action.sessionPolicy && compact(action.sessionPolicy),
          tags: Object.keys(action.tags).length > 0 ? action.tags : undefined,
        }),
      ];
    case 'update-association':
      return [
        eks('UpdatePodIdentityAssociation', cluster, {
          clusterName: cluster.name,
          associationId: action.associationId,
          roleArn: action.roleArn,
          targetRoleArn: action.targetRoleArn === null ? '' : action.targetRoleArn,
          disableSessionTags: action.disableSessionTags,
          policy: action.sessionPolicy === null ? '' : action.sessionPolicy && compact(action.sessionPolicy),
        }),
      ];
    case 'tag-association':
      return [
        ...(Object.keys(action.set).length > 0
          ? [eks('TagResource', cluster, { resourceArn: action.associationArn, tags: action.set })]
          : []),
        ...(action.remove.length > 0
          ? [eks('UntagResource', cluster, { resourceArn: action.associationArn, tagKeys: action.remove })]
          : []),
      ];
    case 'delete-association':
      return [
        eks('DeletePodIdentityAssociation', cluster, {
          clusterName: cluster.name,
          associationId: action.associationId,
        }),
      ];
    case 'install-addon':
      return [
        eks('CreateAddon', cluster, {
          clusterName: cluster.name,
          addonName: action.addon,
          addonVersion: action.version,
        }),
      ];
    case 'wait-for-agent':
      return [
        eks('DescribeAddon', cluster, { clusterName: cluster.name, addonName: 'eks-pod-identity-agent' }),
        kubernetes('GET daemonsets', { namespace: 'kube-system', name: 'eks-pod-identity-agent' }, [
          ...['rollout', 'status', 'daemonset/eks-pod-identity-agent'],
          ...['--namespace', 'kube-system'],
        ]),
      ];
    case 'restart-workload': {
      const { kind, namespace, name } = action.workload;
      return [
        kubernetes(`PATCH ${kind.toLowerCase()}s`, { namespace, name }, [
          ...['rollout', 'restart', `${kind.toLowerCase()}/${name}`],
          ...['--namespace', namespace],
        ]),
      ];
    }
  }
}

function writerFor(cluster: ClusterRef): CallWriter {
  return {
    eks: (operation, parameters) => eks(operation, cluster, parameters),
    iam,
    cloudformation: (operation, parameters) =>
      call('cloudformation', operation, parameters, ['--region', cluster.region]),
    kubernetes,
  };
}

function eks(operation: string, cluster: ClusterRef, parameters: Parameters): ApiCall {
  return call('eks', operation, parameters, ['--region', cluster.region]);
}

function iam(operation: string, parameters: Parameters): ApiCall {
  return call('iam', operation, parameters, []);
}

function kubernetes(operation: string, parameters: Parameters, words: string[]): ApiCall {
  return { service: 'kubernetes', operation, parameters, command: ['kubectl', ...words].map(quoted).join(' ') };
}

function call(
  service: 'eks' | 'iam' | 'cloudformation',
  operation: string,
  parameters: Parameters,
  more: string[],
): ApiCall {
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
  const words = Object.entries(given).flatMap(([name, value]) => option(name, value));
  return {
    service,
    operation,
    parameters: given,
    command: ['aws', service, dashed(operation), ...words, ...more].map(quoted).join(' '),
  };
}

function option(name: string, value: unknown): string[] {
  if (typeof value === 'boolean') return [value ? `--${dashed(name)}` : `--no-${dashed(name)}`];
  // Lists and maps as JSON: a key that begins with a hyphen or a bracket would be taken for something else.
  return [`--${dashed(name)}`, typeof value === 'string' ? value : JSON.stringify(value)];
}

function dashed(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** For a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function compact(json: string): string {
  return JSON.stringify(JSON.parse(json));
}
