import { authorize } from '../authorize/index.ts';
import { AwsError, type CallContext } from '../world.ts';

export interface RequiredPermission {
  /** For example `iam:PassRole`. */
  action: string;
  /** ARN, or `*` where the action has no resource. */
  resource: string;
  context?: Record<string, string | readonly string[]>;
}

/**
 * Refuses the call unless its principal may do this.
 *
 * @throws AwsError 403, `AccessDenied` in the query services and `AccessDeniedException` in the others
 */
export function requirePermission(call: CallContext, permission: RequiredPermission): void {
  const { action, resource, context } = permission;
  const decision = authorize(call.world, call.principal, {
    action,
    resource,
    context: { 'aws:RequestedRegion': call.region, 'aws:SourceIp': '127.0.0.1', ...context },
  });
  if (!decision.allowed) {
    throw accessDenied(call, permission, decision.reason);
  }
}

function accessDenied(call: CallContext, { action, resource }: RequiredPermission, reason: string): AwsError {
  const who = call.principal.kind === 'anonymous' ? 'anonymous' : call.principal.arn;
  if (call.service === 'ec2') {
    const why = `User: ${who} is not authorized to perform: ${action} because ${reason}`;
    return new AwsError('UnauthorizedOperation', 403, `You are not authorized to perform this operation. ${why}`);
  }
  const query = ['cloudformation', 'iam', 'sts'].includes(call.service);
  return new AwsError(
    query ? 'AccessDenied' : 'AccessDeniedException',
    // EKS Auth models its refusal with 400.
    call.service === 'eks-auth' ? 400 : 403,
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} because ${reason}`,
  );
}
