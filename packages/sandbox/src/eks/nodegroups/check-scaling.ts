import type { NodegroupScalingConfig, NodegroupUpdateConfig, Taint } from '@aws-sdk/client-eks';
import type { NodegroupState } from '../../state/eks-state.ts';
import { type ErrorMembers, invalidParameter } from '../errors.ts';

/** Quota: nodes of a managed node group. */
const MOST_NODES = 450;
const MOST_TAINTS = 50;
const RESERVED_LABELS = ['kubernetes.io/', 'k8s.io/', 'eks.amazonaws.com/'];
const EFFECTS = ['NO_SCHEDULE', 'NO_EXECUTE', 'PREFER_NO_SCHEDULE'];

/** What is not given stays as it was. @throws AwsError InvalidParameterException */
export function scalingOf(
  asked: NodegroupScalingConfig | undefined,
  before: NodegroupState['scaling'],
  members: ErrorMembers,
): NodegroupState['scaling'] {
  const min = asked?.minSize ?? before.min;
  const max = asked?.maxSize ?? before.max;
  const desired = asked?.desiredSize ?? before.desired;
  const refuse = (message: string) => invalidParameter(message, members);
  if (max < 1) throw refuse('maxSize must be at least 1');
  if (max > MOST_NODES) throw refuse(`maxSize must be at most ${MOST_NODES}`);
  if (min < 0) throw refuse('minSize must be at least 0');
  if (min > max) throw refuse(`Minimum capacity ${min} can't be greater than maximum size ${max}`);
  if (desired < min) throw refuse(`desired capacity ${desired} can't be less than minimum size ${min}`);
  if (desired > max) throw refuse(`desired capacity ${desired} can't be greater than max size ${max}`);
  return { min, max, desired };
}

/** @throws AwsError InvalidParameterException */
export function updatingOf(
  asked: NodegroupUpdateConfig | undefined,
  members: ErrorMembers,
): NonNullable<NodegroupState['updating']> {
  const { maxUnavailable, maxUnavailablePercentage: percentage } = asked ?? {};
  if (maxUnavailable !== undefined && percentage !== undefined) {
    throw invalidParameter('Only one of maxUnavailable and maxUnavailablePercentage can be given.', members);
  }
  if (percentage !== undefined) {
    if (percentage < 1 || percentage > 100) {
      throw invalidParameter('maxUnavailablePercentage must be between 1 and 100', members);
    }
    return { maxUnavailablePercentage: percentage };
  }
  const number = maxUnavailable ?? 1;
  if (number < 1 || number > 100) throw invalidParameter('maxUnavailable must be between 1 and 100', members);
  return { maxUnavailable: number };
}

/** @throws AwsError InvalidParameterException */
export function taintsOf(asked: readonly Taint[], members: ErrorMembers): NodegroupState['taints'] {
  if (asked.length > MOST_TAINTS) {
    throw invalidParameter(`A node group has at most ${MOST_TAINTS} taints`, members);
  }
  return asked.map(({ key = '', value, effect = 'NO_SCHEDULE' }) => {
    if (key === '' || key.length > 63) throw invalidParameter('The key of a taint has 1 to 63 characters', members);
    if (!EFFECTS.includes(effect)) throw invalidParameter(`Unknown effect of a taint: ${effect}`, members);
    return { key, effect, ...(value !== undefined && { value }) };
  });
}

/** Labels that EKS sets itself. @throws AwsError InvalidParameterException */
export function checkLabels(labels: Readonly<Record<string, string>>, members: ErrorMembers): void {
  const reserved = Object.keys(labels).find((key) => RESERVED_LABELS.some((prefix) => key.startsWith(prefix)));
  if (reserved !== undefined) {
    const message = `Label cannot contain reserved prefixes [${RESERVED_LABELS.join(', ')}]: ${reserved}`;
    throw invalidParameter(message, members);
  }
}
