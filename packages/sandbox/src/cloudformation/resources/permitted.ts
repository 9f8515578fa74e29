import * as eksClient from '@aws-sdk/client-eks';
import * as iamClient from '@aws-sdk/client-iam';
import { eksOperations } from '../../eks/index.ts';
import { iamOperations } from '../../iam/index.ts';
import type { Constraints } from '../../wire/constraints/constraint.ts';
import { eksConstraints } from '../../wire/constraints/eks.ts';
import { iamConstraints } from '../../wire/constraints/iam.ts';
import { violations } from '../../wire/constraints/violations.ts';
import { type OperationSchema, operationSchemas } from '../../wire/operation-schemas.ts';
import { requirePermission } from '../../wire/permission.ts';
import { invalidParameter, validationError } from '../../wire/service.ts';
import type { CallContext, Operation } from '../../world.ts';
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
 * Carries out an operation of IAM or EKS as the API does: an input that breaks the published bounds is refused first.
 *
 * @throws AwsError as the service refuses; Error for an operation that is not through when it returns, since resources
 *   of a stack are made one move at a time
 */
export function perform<Input extends object, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  call: CallContext,
): Output {
  checkInput(operation, input, call);
  const result = operation(input, call);
  if (result instanceof Promise) throw new Error('This operation takes its time; a stack cannot wait for it.');
  return result;
}

interface Api {
  names: ReadonlyMap<unknown, string>;
  schemas: ReadonlyMap<string, OperationSchema>;
  constraints: Constraints;
}

/** Made when first needed: reading the schemas takes some time. */
const apis = new Map<CallContext['service'], Api>();

function apiOf(service: CallContext['service']): Api {
  const known = apis.get(service);
  if (known !== undefined) return known;
  const isIam = service === 'iam';
  const operations = Object.entries(isIam ? iamOperations : eksOperations);
  const made: Api = {
    names: new Map(operations.map(([name, operation]) => [operation, name])),
    schemas: operationSchemas(isIam ? iamClient : eksClient),
    constraints: isIam ? iamConstraints : eksConstraints,
  };
  apis.set(service, made);
  return made;
}

function checkInput(operation: unknown, input: object, { service }: CallContext): void {
  const { names, schemas, constraints } = apiOf(service);
  const name = names.get(operation) ?? '';
  const schema = schemas.get(name);
  if (schema === undefined) return;
  const broken = violations(schema.input, input, constraints[name] ?? {});
  if (broken.length === 0) return;
  throw service === 'iam' ? validationError(broken) : invalidParameter(broken, { ...input });
}
