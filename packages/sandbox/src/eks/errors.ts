import { AwsError } from '../world.ts';

/** Parts of a cluster that EKS names in its error bodies. */
export interface ErrorMembers {
  clusterName?: string;
  nodegroupName?: string;
  fargateProfileName?: string;
  addonName?: string;
}

export function resourceNotFound(message: string, members: ErrorMembers = {}): AwsError {
  return new AwsError('ResourceNotFoundException', 404, message, { ...members });
}

export function invalidParameter(message: string, members: ErrorMembers = {}): AwsError {
  return new AwsError('InvalidParameterException', 400, message, { ...members });
}

export function invalidRequest(message: string, members: ErrorMembers = {}): AwsError {
  return new AwsError('InvalidRequestException', 400, message, { ...members });
}

export function resourceInUse(message: string, members: ErrorMembers = {}): AwsError {
  return new AwsError('ResourceInUseException', 409, message, { ...members });
}

export function resourceLimitExceeded(message: string, members: ErrorMembers = {}): AwsError {
  return new AwsError('ResourceLimitExceededException', 400, message, { ...members });
}
