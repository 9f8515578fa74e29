import { requirePermission } from '../../wire/permission.ts';
import type { CallContext } from '../../world.ts';
import type { ResourceRequest } from './resource-type.ts';

/**
 * The call with which a resource is made or changed, after asking whether the stack's principal may make it:
 * CloudFormation acts with the permissions of the one who calls it, or of the role that was passed.
 *
 * @throws AwsError `AccessDenied`, `UnauthorizedOperation`
 */
export function permitted({ call }: ResourceRequest, operation: string, resource = '*'): CallContext {
  const made = { ...call, operation };
  requirePermission(made, { action: `${call.service}:${operation}`, resource });
  return made;
}

/**
 * The result of an operation that is through when it returns: resources of a stack are made one move at a time.
 *
 * @throws Error for one that is not
 */
export function atOnce<Output>(result: Output | Promise<Output>): Output {
  if (result instanceof Promise) throw new Error('This operation takes its time; a stack cannot wait for it.');
  return result;
}
