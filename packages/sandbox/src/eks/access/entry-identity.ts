import type { CallContext } from '../../world.ts';
import { invalidParameter, invalidRequest } from '../errors.ts';
import type { EntryPrincipal } from './principal.ts';

/** Types for machines: EKS sets their user name and groups itself. */
const NODE_TYPES: Readonly<Record<string, { username: string; groups: string[] }>> = {
  EC2_LINUX: { username: 'system:node:{{EC2PrivateDNSName}}', groups: ['system:nodes'] },
  EC2_WINDOWS: {
    username: 'system:node:{{EC2PrivateDNSName}}',
    groups: ['eks:kube-proxy-windows', 'system:nodes'],
  },
  FARGATE_LINUX: { username: 'system:node:{{SessionName}}', groups: ['system:node-proxier', 'system:nodes'] },
  EC2: { username: 'system:node:{{EC2PrivateDNSName}}', groups: ['system:nodes'] },
  HYBRID_LINUX: { username: 'system:node:{{SessionName}}', groups: ['system:nodes'] },
  HYPERPOD_LINUX: { username: 'system:node:{{SessionName}}', groups: ['system:nodes'] },
};

const RESERVED_PREFIXES = ['system:', 'eks:', 'aws:', 'amazon:', 'iam:'];

export interface AskedIdentity {
  username?: string | undefined;
  kubernetesGroups?: string[] | undefined;
}

export function isStandard(type: string): boolean {
  return type === 'STANDARD';
}

/**
 * Who the principal is inside the cluster.
 *
 * @throws AwsError InvalidParameterException for an unknown type or reserved names, InvalidRequestException when a name
 *   is given for a machine type
 */
export function identityOf(
  call: CallContext,
  type: string,
  principal: EntryPrincipal,
  principalArn: string,
  asked: AskedIdentity,
): { username: string; kubernetesGroups: string[] } {
  if (isStandard(type)) {
    checkIdentity(asked);
    const username = asked.username ?? defaultUsername(call, principal, principalArn);
    return { username, kubernetesGroups: asked.kubernetesGroups ?? [] };
  }
  const fixed = Object.hasOwn(NODE_TYPES, type) ? NODE_TYPES[type] : undefined;
  if (fixed === undefined) {
    const known = ['STANDARD', ...Object.keys(NODE_TYPES)].join(', ');
    throw invalidParameter(`The type ${type} is not one of ${known}.`);
  }
  if (asked.username !== undefined || (asked.kubernetesGroups ?? []).length > 0) {
    throw invalidRequest(`username and kubernetesGroups cannot be set for access entries of type ${type}.`);
  }
  return { username: fixed.username, kubernetesGroups: fixed.groups };
}

/** @throws AwsError InvalidParameterException */
export function checkIdentity({ username, kubernetesGroups }: AskedIdentity): void {
  const reserved = RESERVED_PREFIXES.find((prefix) => username?.startsWith(prefix));
  if (username === '' || reserved !== undefined) {
    throw invalidParameter(`The username must not be empty or start with ${RESERVED_PREFIXES.join(', ')}: ${username}`);
  }
  for (const group of kubernetesGroups ?? []) {
    if (group === '' || RESERVED_PREFIXES.some((prefix) => group.startsWith(prefix))) {
      throw invalidParameter(
        `The kubernetes group name ${group} is invalid, it cannot start with ${RESERVED_PREFIXES.join(', ')}`,
      );
    }
  }
}

function defaultUsername({ world }: CallContext, principal: EntryPrincipal, principalArn: string): string {
  const { kind, account, name } = principal;
  return kind === 'user'
    ? principalArn
    : `arn:${world.state.partition}:sts::${account}:assumed-role/${name}/{{SessionName}}`;
}
