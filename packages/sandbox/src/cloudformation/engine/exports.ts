import type { StackOutputState, StackState } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import type { World } from '../../world.ts';
import { validationError } from '../errors.ts';

export interface Export extends StackOutputState {
  exportName: string;
  stackId: string;
}

/** The exports of all stacks of a region. */
export function exportsOf(world: World, region: string): Export[] {
  return livingStacks(world, region).flatMap(({ id, outputs }) =>
    outputs.flatMap((output) =>
      output.exportName === undefined ? [] : [{ ...output, exportName: output.exportName, stackId: id }],
    ),
  );
}

/** Names of the stacks that use an export. */
export function importersOf(world: World, region: string, exportName: string): string[] {
  return livingStacks(world, region)
    .filter(({ imports }) => imports.includes(exportName))
    .map(({ name }) => name);
}

/**
 * Refuses exports that another stack has already, and the loss or change of those in use.
 *
 * @throws AwsError `ValidationError`
 */
export function checkExports(
  world: World,
  region: string,
  stack: StackState,
  outputs: readonly StackOutputState[],
): void {
  const others = exportsOf(world, region).filter(({ stackId }) => stackId !== stack.id);
  for (const { exportName } of outputs) {
    const owner = others.find((other) => exportName !== undefined && other.exportName === exportName);
    if (owner !== undefined) {
      const [, name = owner.stackId] = owner.stackId.split('/');
      throw validationError(`Export with name ${exportName} is already exported by stack ${name}`);
    }
  }
  for (const { exportName, value } of stack.outputs) {
    const users = exportName === undefined ? [] : importersOf(world, region, exportName);
    const after = outputs.find((output) => output.exportName === exportName);
    if (users.length > 0 && after?.value !== value) {
      const what = after === undefined ? 'deleted' : 'updated';
      throw validationError(`Export ${exportName} cannot be ${what} as it is in use by ${users.join(', ')}`);
    }
  }
}

function livingStacks(world: World, region: string): StackState[] {
  const { cloudFormation = {} } = world.state;
  return Object.values(own(cloudFormation, region)?.stacks ?? {}).filter(({ status }) => status !== 'DELETE_COMPLETE');
}
