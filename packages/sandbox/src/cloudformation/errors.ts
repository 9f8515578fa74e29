import { AwsError } from '../world.ts';

// Codes and statuses are those of CloudFormation's service model; most refusals share one code.

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', 400, message);
}

export function noSuchStack(nameOrId: string): AwsError {
  return validationError(`Stack with id ${nameOrId} does not exist`);
}

export function alreadyExists(name: string): AwsError {
  return new AwsError('AlreadyExistsException', 400, `Stack [${name}] already exists`);
}

export function noSuchChangeSet(name: string): AwsError {
  return new AwsError('ChangeSetNotFound', 404, `ChangeSet [${name}] does not exist`);
}
