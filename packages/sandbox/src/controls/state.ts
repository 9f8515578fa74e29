import { checkState } from '../world/check-state.ts';
import { BadControlRequest, type Control } from './control.ts';

/** `GET state`: the whole account as one JSON document. */
export const getState: Control = ({ world }) => world.state;

/** `PUT state`: replaces the whole account. Faults and the call log stay. */
export const putState: Control = async ({ world, kubernetes }, { body }) => {
  const checked = checkState(body);
  if (!checked.ok) {
    throw new BadControlRequest(`This is not a sandbox state: ${checked.problem}`);
  }
  world.replaceState(checked.state);
  await kubernetes.sync();
  world.applyDueTransitions();
};
