import type { SandboxSettings } from '../state/sandbox-state.ts';
import type { Control } from './control.ts';
import { number, object, service } from './read-body.ts';

/** `PUT rate-limits {service: {perSecond, burst}}`: replaces all limits; a service that is not named is unlimited. */
export const putRateLimits: Control = ({ world }, { body }) => {
  const rateLimits: SandboxSettings['rateLimits'] = {};
  for (const [name, value] of Object.entries(object(body, 'The body'))) {
    const limit = object(value, name);
    rateLimits[service(name)] = {
      perSecond: number(limit['perSecond'], `${name}.perSecond`, 0.001, 1_000_000),
      burst: number(limit['burst'], `${name}.burst`, 1, 1_000_000),
    };
  }
  world.state.settings.rateLimits = rateLimits;
  return rateLimits;
};
