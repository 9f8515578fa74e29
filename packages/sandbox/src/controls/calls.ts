import type { Control } from './control.ts';

/** `GET calls[?service=…&operation=…]`: the newest 100,000 calls, oldest first. */
export const getCalls: Control = ({ traffic }, { query }) => {
  const service = query.get('service');
  const operation = query.get('operation');
  return traffic.calls
    .list()
    .filter(
      (call) => (service === null || call.service === service) && (operation === null || call.operation === operation),
    );
};

/** `DELETE calls`: forgets them all. */
export const deleteCalls: Control = ({ traffic }) => {
  traffic.calls.clear();
};
