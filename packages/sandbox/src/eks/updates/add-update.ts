import type { ClusterState, UpdateState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';

export interface NewUpdate {
  type: string;
  params: UpdateState['params'];
  addonName?: string;
  nodegroupName?: string;
  /** Milliseconds until it ends; at 0 it has ended at once. */
  takes: number;
}

/** The record of an asynchronous change; {@link endUpdate} ends it. */
export function addUpdate(call: CallContext, cluster: ClusterState, made: NewUpdate): UpdateState {
  const { world, region } = call;
  const { takes, ...rest } = made;
  const update: UpdateState = {
    ...rest,
    id: world.uuid(),
    status: takes > 0 ? 'InProgress' : 'Successful',
    createdAt: world.now(),
    errors: [],
  };
  cluster.updates[update.id] = update;
  if (takes > 0) {
    const at = world.now() + takes;
    world.schedule({ kind: 'update-ends', at, region, cluster: cluster.name, updateId: update.id });
  }
  return update;
}
