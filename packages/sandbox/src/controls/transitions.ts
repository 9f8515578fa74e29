import type { Control } from './control.ts';
import { milliseconds, object, transition } from './read-body.ts';

/** `PUT transitions {name: ms}`: changes the named times; the others stay. Counts for changes made from now on. */
export const putTransitions: Control = ({ world }, { body }) => {
  const named = Object.entries(object(body, 'The body')).map(
    ([name, value]) => [transition(name), milliseconds(value, name)] as const,
  );
  const { settings } = world.state;
  settings.transitions = { ...settings.transitions, ...Object.fromEntries(named) };
  return settings.transitions;
};
