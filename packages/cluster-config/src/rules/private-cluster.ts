import { booleanAt, type ConfigMap, hasContent, itemsAt, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allAssociations } from './association-place.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

const EKS_AUTH = 'eks-auth';

/** A fully private cluster: private subnets and nodes, and a way to every service that is needed (reference §1.1, D19). */
export function privateCluster(input: RuleInput): Finding[] {
  const section = mapAt(input.config, 'privateCluster');
  if (section === undefined || booleanAt(section, 'enabled') !== true) return [];
  return [...subnets(input.config), ...nodes(input), ...endpoints(section), ...eksAuth(input, section)];
}

function subnets(config: ConfigMap): Finding[] {
  const vpc = mapAt(config, 'vpc');
  if (vpc === undefined || !hasContent(valueAt(vpc, 'id')) || hasContent(valueAt(vpc, 'subnets', 'private'))) return [];
  const message = 'A fully private cluster in an existing VPC needs vpc.subnets.private';
  return [finding('private-cluster', 'error', message, keySpan(vpc, 'id'))];
}

function nodes(input: RuleInput): Finding[] {
  return allNodeGroups(input.config)
    .filter(({ group }) => booleanAt(group, 'privateNetworking') === false)
    .map(({ group, path }) => {
      const message = 'The nodes of a fully private cluster are in private subnets';
      const found = finding('private-cluster', 'error', message, keySpan(group, 'privateNetworking'));
      const edit = { kind: 'set', target: 'config', path: [...path, 'privateNetworking'], value: true } as const;
      return withFix(input, found, 'Set privateNetworking: true', edit);
    });
}

function endpoints(section: ConfigMap): Finding[] {
  if (booleanAt(section, 'skipEndpointCreation') !== true) return [];
  if (itemsAt(section, 'additionalEndpointServices').length === 0) return [];
  const message = 'No endpoints are made with skipEndpointCreation: true, so there are no additional ones';
  return [finding('private-cluster', 'error', message, keySpan(section, 'additionalEndpointServices'))];
}

/** The agent asks eks-auth for credentials; no endpoint of it is made unless it is asked for. */
function eksAuth(input: RuleInput, section: ConfigMap): Finding[] {
  const own = booleanAt(section, 'skipEndpointCreation') === true;
  const listed = itemsAt(section, 'additionalEndpointServices').some((item) => textAt(item) === EKS_AUTH);
  if (own || listed || allAssociations(input.config).length === 0) return [];
  const message = 'Pods get no credentials from their associations without an endpoint of eks-auth in a private VPC';
  const found = finding(
    'private-cluster',
    'warning',
    message,
    keySpan(section, 'additionalEndpointServices', 'enabled'),
  );
  const path = ['privateCluster', 'additionalEndpointServices'];
  return [withFix(input, found, 'Add eks-auth', { kind: 'insert', target: 'config', path, value: EKS_AUTH })];
}
