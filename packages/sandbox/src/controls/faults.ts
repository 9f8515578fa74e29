import type { Fault } from '../traffic/faults.ts';
import { BadControlRequest, type Control } from './control.ts';
import { number, object, oneOf, service } from './read-body.ts';

const MOST_TIMES = 1_000_000;

/** `POST faults {service, operation, times, error, phase}`: one fault, or an array of them. */
export const postFaults: Control = ({ traffic }, { body }) => {
  const faults = (Array.isArray(body) ? body : [body]).map(readFault);
  for (const fault of faults) {
    traffic.faults.add(fault);
  }
  return traffic.faults.list();
};

/** `GET faults`: those that still have hits left. */
export const getFaults: Control = ({ traffic }) => traffic.faults.list();

/** `DELETE faults`: forgets them all. */
export const deleteFaults: Control = ({ traffic }) => {
  traffic.faults.clear();
};

function readFault(value: unknown): Fault {
  const fault = object(value, 'A fault');
  const { operation, error } = fault;
  if (typeof operation !== 'string' || operation === '') {
    throw new BadControlRequest('operation must be an operation name, or * for every operation.');
  }
  if (typeof error !== 'string' || !/^[A-Za-z0-9.]+$/.test(error)) {
    throw new BadControlRequest('error must be an AWS error code, an HTTP status such as "500", or "disconnect".');
  }
  return {
    service: service(fault['service']),
    operation,
    times: number(fault['times'] ?? 1, 'times', 1, MOST_TIMES),
    error,
    phase: oneOf(['before', 'after'], fault['phase'] ?? 'before', 'phase'),
  };
}
