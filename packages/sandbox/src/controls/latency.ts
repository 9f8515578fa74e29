import type { SandboxSettings } from '../state/sandbox-state.ts';
import type { Control } from './control.ts';
import { milliseconds, object, service } from './read-body.ts';

/** `PUT latency {service: ms}`: replaces the latencies of all services; a service that is not named has none. */
export const putLatency: Control = ({ world }, { body }) => {
  const latency: SandboxSettings['latency'] = {};
  for (const [name, value] of Object.entries(object(body, 'The body'))) {
    latency[service(name)] = milliseconds(value, name);
  }
  world.state.settings.latency = latency;
  return latency;
};
