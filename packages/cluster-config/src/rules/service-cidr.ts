import { textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { isWithin, parseCidr } from './cidr.ts';
import { finding, type RuleInput } from './rule.ts';

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** EKS takes a private range between /24 and /12 for services (its own model of CreateCluster). */
export function serviceCidr({ config }: RuleInput): Finding[] {
  const value = valueAt(config, 'kubernetesNetworkConfig', 'serviceIPv4CIDR');
  const range = parseCidr(textAt(value));
  if (range === undefined || value === undefined) return [];
  const fits = PRIVATE.some((one) => {
    const outer = parseCidr(one);
    return outer !== undefined && isWithin(range, outer);
  });
  if (fits && range.prefix >= 12 && range.prefix <= 24) return [];
  const message = `The range of services is between /12 and /24, within ${PRIVATE.join(', ')}`;
  return [finding('service-cidr', 'error', message, value.span)];
}
