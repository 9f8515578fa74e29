import type { HealthIssue } from '../state/eks-state.ts';
import type { World } from '../world.ts';

/**
 * The failure that a test has ordered for something EKS does after its answer, as a fault named `CREATE Nodegroup` or
 * `CREATE Nodegroup NAME`; its error is the code of the health issue.
 */
export function orderedFailure(world: World, what: string, name: string): HealthIssue | undefined {
  const code = world.takeFault('eks', `${what} ${name}`) ?? world.takeFault('eks', what);
  if (code === undefined) return undefined;
  return { code, message: `The sandbox was told to let this fail with ${code}.`, resourceIds: [name] };
}
