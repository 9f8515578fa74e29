import { own } from '../../state/lookup.ts';
import { AwsError } from '../../world.ts';

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', 400, message);
}

export function dependencyViolation(what: string, id: string): AwsError {
  return new AwsError('DependencyViolation', 400, `The ${what} '${id}' has dependencies and cannot be deleted.`);
}

/** @throws AwsError with EC2's own code for an id that it does not know, for example `InvalidVpcID.NotFound` */
export function existing<Item>(records: Readonly<Record<string, Item>>, id: string, code: string, what: string): Item {
  const found = own(records, id);
  if (found === undefined) throw new AwsError(code, 400, `The ${what} ID '${id}' does not exist`);
  return found;
}
