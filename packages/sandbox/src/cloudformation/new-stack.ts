import type { StackSource, StackState } from '../state/cloudformation-state.ts';
import type { CallContext } from '../world.ts';

/** A stack of which nothing has been made. */
export function newStack({ world, region }: CallContext, name: string, source: StackSource): StackState {
  const { account, partition } = world.state;
  return {
    id: `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${world.uuid()}`,
    name,
    ...source,
    status: 'REVIEW_IN_PROGRESS',
    createdAt: world.now(),
    capabilities: [],
    tags: [],
    notificationArns: [],
    onFailure: 'ROLLBACK',
    terminationProtection: false,
    creation: { fingerprint: '' },
    resources: {},
    outputs: [],
    imports: [],
    events: [],
    changeSets: {},
  };
}

/** Puts a stack into the state. */
export function addStack({ world, region }: CallContext, stack: StackState): void {
  world.state.cloudFormation ??= {};
  world.state.cloudFormation[region] ??= { stacks: {} };
  world.state.cloudFormation[region].stacks[stack.id] = stack;
}
