import type { Control } from './control.ts';

/** `POST reset`: back to the state given at start; faults and the call log are cleared. */
export const reset: Control = async ({ world, traffic, kubernetes, initialState }) => {
  traffic.faults.clear();
  traffic.calls.clear();
  world.replaceState(initialState());
  await kubernetes.sync();
  world.applyDueTransitions();
};
