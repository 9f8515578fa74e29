import type { FaultKind } from './cells.ts';
import type { Call, PartName } from './parts.ts';

const changing = /^(Create|Delete|Put|Attach|Detach|Associate|Update|Tag|CREATE |DELETE |PATCH )/;
const creating = /^(Create|Associate|Put|Attach|CREATE )/;

function throttling({ service }: Call): string {
  if (service === 'kubernetes') return '429';
  if (service === 'ec2') return 'RequestLimitExceeded';
  return service === 'eks' ? 'ThrottlingException' : 'Throttling';
}

function denied({ service }: Call): string {
  if (service === 'kubernetes') return '403';
  if (service === 'ec2') return 'UnauthorizedOperation';
  return service === 'eks' ? 'AccessDeniedException' : 'AccessDenied';
}

const quotas: Partial<Record<Call['service'], string>> = {
  eks: 'ResourceLimitExceededException',
  iam: 'LimitExceeded',
  cloudformation: 'LimitExceededException',
  kubernetes: 'ExceededQuota',
};

/** What calls meet; `lasting` goes on until the operation has ended. */
const lasting = 100_000;
export const callFaults: readonly FaultKind[] = [
  { name: 'throttled', of: (call) => ({ times: 2, error: throttling(call), phase: 'before' }) },
  { name: '5xx', of: () => ({ times: 2, error: '500', phase: 'before' }) },
  // Longer than all retries: until somebody has mended it.
  {
    name: 'outage',
    of: ({ service }) => ({ times: lasting, error: service === 'kubernetes' ? '503' : '500', phase: 'before' }),
  },
  { name: 'lost answer', of: () => ({ times: 1, error: 'disconnect', phase: 'after' }) },
  {
    name: '5xx, but done',
    of: ({ operation }) => (changing.test(operation) ? { times: 1, error: '500', phase: 'after' } : undefined),
  },
  {
    name: 'conflict',
    of: ({ service, operation }) =>
      service === 'kubernetes' && /^(PATCH|DELETE) /.test(operation)
        ? { times: 1, error: '409', phase: 'before' }
        : undefined,
  },
  { name: 'denied', of: (call) => ({ times: lasting, error: denied(call), phase: 'before' }) },
  {
    name: 'quota',
    of: ({ service, operation }) => {
      const error = quotas[service];
      return error !== undefined && creating.test(operation) ? { times: lasting, error, phase: 'before' } : undefined;
    },
  },
];

const whileDeleting: readonly Call[] = [
  { service: 'cloudformation', operation: 'DELETE AWS::EC2::VPC' },
  { service: 'cloudformation', operation: 'DELETE AWS::IAM::Role' },
  { service: 'eks', operation: 'DELETE Nodegroup small' },
];
const whileDeletingMore: readonly Call[] = [{ service: 'eks', operation: 'DELETE FargateProfile jobs' }];

/** What EKS and CloudFormation begin and then fail with, once and as long as it is tried. */
export const laterFailures: Readonly<Record<PartName, readonly Call[]>> = {
  make: [
    { service: 'cloudformation', operation: 'CREATE NatGateway1' },
    { service: 'cloudformation', operation: 'CREATE AWS::IAM::Role' },
    { service: 'cloudformation', operation: 'CREATE AWS::EC2::LaunchTemplate' },
    { service: 'eks', operation: 'CREATE Cluster' },
    { service: 'eks', operation: 'CREATE Addon coredns' },
    { service: 'eks', operation: 'CREATE Addon eks-pod-identity-agent' },
    { service: 'eks', operation: 'CREATE Addon aws-ebs-csi-driver' },
    { service: 'eks', operation: 'CREATE Nodegroup small' },
  ],
  grow: [{ service: 'cloudformation', operation: 'CREATE AWS::EC2::LaunchTemplate' }],
  delete: whileDeleting,
  undo: whileDeleting,
  // CloudFormation goes on without what it cannot remove while it cleans up after an update.
  'undo grow': [{ service: 'eks', operation: 'DELETE Nodegroup added' }],
  'make more': [{ service: 'eks', operation: 'CREATE FargateProfile jobs' }],
  'delete more': whileDeletingMore,
  'undo more': whileDeletingMore,
};

export const failing: FaultKind = {
  name: 'fails later',
  of: ({ service }) => ({
    times: 1,
    error: service === 'eks' ? 'InsufficientFreeAddresses' : 'ServiceLimitExceeded',
    phase: 'before',
  }),
};
