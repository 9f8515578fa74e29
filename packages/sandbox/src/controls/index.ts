import type { WireAnswer, WireRequest } from '../wire/messages.ts';
import { deleteCalls, getCalls } from './calls.ts';
import { BadControlRequest, type Control, type Controlled } from './control.ts';

import { getCredentials } from './credentials.ts';
import { deleteFaults, getFaults, postFaults } from './faults.ts';
import { putLatency } from './latency.ts';
import { putRateLimits } from './rate-limits.ts';
import { reset } from './reset.ts';
import { getState, putState } from './state.ts';
import { putTransitions } from './transitions.ts';

export type { Controlled } from './control.ts';

export const CONTROLS_PREFIX = '/_sandbox/';

/** Every control by method and name: the whole of `/_sandbox/`. */
const CONTROLS: Readonly<Record<string, Control>> = {
  'GET state': getState,
  'PUT state': putState,
  'POST reset': reset,
  'PUT latency': putLatency,
  'PUT rate-limits': putRateLimits,
  'PUT transitions': putTransitions,
  'GET faults': getFaults,
  'POST faults': postFaults,
  'DELETE faults': deleteFaults,
  'GET calls': getCalls,
  'DELETE calls': deleteCalls,
  'GET credentials': getCredentials,
};

/** Answers a request whose path begins with {@link CONTROLS_PREFIX}. */
export async function serveControls(controlled: Controlled, request: WireRequest): Promise<WireAnswer> {
  try {
    const control = controlFor(request);
    const value = await control(controlled, { query: new URLSearchParams(request.query), body: parsed(request.body) });
    return value === undefined ? json(204, '') : json(200, JSON.stringify(value));
  } catch (error) {
    if (error instanceof BadControlRequest) {
      return json(error.status, JSON.stringify({ message: error.message }));
    }
    throw error;
  }
}

function controlFor({ method, path }: WireRequest): Control {
  const name = path.slice(CONTROLS_PREFIX.length);
  const control = CONTROLS[`${method} ${name}`];
  if (control !== undefined) {
    return control;
  }
  const methods = Object.keys(CONTROLS).filter((key) => key.endsWith(` ${name}`));
  if (methods.length > 0) {
    throw new BadControlRequest(`${name} takes ${methods.map((key) => key.split(' ')[0]).join(' or ')}.`, 405);
  }
  throw new BadControlRequest(`There is no control ${name}.`, 404);
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) {
    return undefined;
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new BadControlRequest('The body is not valid JSON.');
  }
}

function json(status: number, body: string): WireAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body };
}
