import type { World } from '../world.ts';
import { noSuchEntity } from './errors.ts';
import { attachablePolicy } from './find-entity.ts';

/** @throws AwsError `NoSuchEntity` when no managed policy has the ARN, `InvalidInput` when it is no policy's */
export function checkBoundary(world: World, arn: string): void {
  if (!attachablePolicy(world, arn)) throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
}
