import { decideAssumeRole } from '../../authorize/index.ts';
import type { CallContext } from '../../world.ts';
import { requirePassRole } from '../associations/check-role.ts';
import { type ErrorMembers, invalidParameter } from '../errors.ts';
import { parseRoleArn } from '../role-arn.ts';

export interface ServiceRole {
  arn: string;
  /** Who has to be trusted, for example `ec2.amazonaws.com`. */
  service: string;
  actions?: readonly string[];
  members: ErrorMembers;
}

/**
 * A role that EKS is to use or to hand on: one of the account that exists, that the caller may pass and that trusts
 * the service. EKS sees a changed role `transitions.iam` late.
 *
 * @throws AwsError InvalidParameterException, AccessDeniedException
 */
export function checkServiceRole(call: CallContext, role: ServiceRole): void {
  const { arn, service, members } = role;
  const parsed = parseRoleArn(arn);
  const { account, partition } = call.world.state;
  if (parsed?.account !== account || parsed.partition !== partition) {
    throw invalidParameter(`The role is not the ARN of an IAM role of the account ${account}: ${arn}`, members);
  }
  requirePassRole(call, arn, service);
  const decision = decideAssumeRole(call.world, {
    roleArn: arn,
    principal: { service },
    actions: role.actions ?? ['sts:AssumeRole'],
    context: { 'aws:SourceAccount': account },
  });
  if (decision.allowed) return;
  if (decision.code === 'role-missing' || decision.code === 'role-not-visible') {
    throw invalidParameter(`The role with arn: ${arn} could not be found or is not visible yet.`, members);
  }
  throw invalidParameter(`The role with arn: ${arn} cannot be assumed by ${service}: ${decision.reason}.`, members);
}
