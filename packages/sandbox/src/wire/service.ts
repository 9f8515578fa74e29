import type { ServiceName } from '../state/sandbox-state.ts';
import { AwsError, type Operation } from '../world.ts';
import type { AuthenticationCodes } from './authenticate.ts';
import type { Constraint, Constraints } from './constraints/constraint.ts';
import type { Violation } from './constraints/violations.ts';
import type { Protocol } from './protocol.ts';

/** One AWS service on the port: how it speaks, what it can do, what it refuses. */
export interface Service {
  name: ServiceName;
  protocol: Protocol;
  /** API version of a query service. */
  version?: string;
  codes: AuthenticationCodes;
  operations: Operations;
  constraints: Constraints;
  /** Operations that anyone may call without a signature. */
  unsigned: ReadonlySet<string>;
  /** The service's refusal of an input that breaks its constraints. */
  invalidInput: (violations: readonly Violation[], input: Record<string, unknown>) => AwsError;
}

/** Operations by name. Each has its own input type, which the schema of the same name has just read: hence never. */
export type Operations = Readonly<Record<string, Operation<never, unknown>>>;

export function constraintsOf(service: Service, operation: string): Readonly<Record<string, Constraint>> {
  return service.constraints[operation] ?? {};
}

/** What IAM and STS say, in the words of their framework. */
export function validationError(violations: readonly Violation[]): AwsError {
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
  const each = violations.map(({ at, sentence }) => `Value at '${at}' failed to satisfy constraint: ${sentence}`);
  return new AwsError('ValidationError', 400, `${count}: ${each.join('; ')}`);
}

/** What EC2 says. */
export function invalidParameterValue(violations: readonly Violation[]): AwsError {
  const message = violations.map(({ at, sentence }) => `Value for parameter ${at} is invalid. ${sentence}`).join('; ');
  return new AwsError('InvalidParameterValue', 400, message);
}

/** What EKS says; its error bodies name the parts of the cluster that the request was about. */
export function invalidParameter(violations: readonly Violation[], input: Record<string, unknown>): AwsError {
  const message = violations.map(({ at, sentence }) => `${at}: ${sentence}`).join('; ');
  const members = Object.fromEntries(
    ['clusterName', 'nodegroupName', 'fargateProfileName', 'addonName']
      .filter((name) => typeof input[name] === 'string')
      .map((name) => [name, input[name]]),
  );
  return new AwsError('InvalidParameterException', 400, message, members);
}
