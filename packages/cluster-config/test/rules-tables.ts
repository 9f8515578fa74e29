import type { RuleTable } from './rules-cases.ts';
import { ADDON_CASES } from './rules-cases-addons.ts';
import { ASSOCIATION_CASES } from './rules-cases-associations.ts';
import { CLUSTER_CASES } from './rules-cases-cluster.ts';
import { NETWORK_CASES } from './rules-cases-network.ts';
import { NODE_GROUP_CASES } from './rules-cases-node-groups.ts';

export const RULE_TABLES: RuleTable = {
  ...ASSOCIATION_CASES,
  ...ADDON_CASES,
  ...NODE_GROUP_CASES,
  ...NETWORK_CASES,
  ...CLUSTER_CASES,
};
