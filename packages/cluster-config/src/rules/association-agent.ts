import { booleanAt, type ConfigMap, itemsAt, mapAt, textAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { AGENT, addonNamed, allAssociations, isAutoMode } from './association-place.ts';
import { finding, keySpan, maps, type RuleInput, withFix } from './rule.ts';

/** Associations work only where the agent runs: as an add-on, or built into Auto Mode (reference §1.2). */
export function associationAgent(input: RuleInput): Finding[] {
  const { config } = input;
  const at = firstUse(config);
  if (at === undefined || isAutoMode(config)) return [];
  const findings: Finding[] = [];
  if (addonNamed(config, AGENT) === undefined) findings.push(agentMissing(input, at));
  if (
    booleanAt(config, 'addonsConfig', 'disableDefaultAddons') === true &&
    addonNamed(config, 'vpc-cni') === undefined
  ) {
    const message = 'Associations need the vpc-cni add-on, but addonsConfig.disableDefaultAddons leaves it out';
    findings.push(finding('association-vpc-cni-missing', 'error', message, at));
  }
  return findings;
}

/** Where an association is asked for first: one that is written, or the recommended ones of add-ons. */
function firstUse(config: ConfigMap): Finding['at'] | undefined {
  const [first] = allAssociations(config);
  if (first !== undefined) return keySpan(first.entry, 'serviceAccountName');
  const all = mapAt(config, 'addonsConfig');
  if (all !== undefined && booleanAt(all, 'autoApplyPodIdentityAssociations') === true) {
    return keySpan(all, 'autoApplyPodIdentityAssociations');
  }
  const addon = maps(itemsAt(config, 'addons')).find(
    (one) => booleanAt(one, 'useDefaultPodIdentityAssociations') === true,
  );
  return addon === undefined ? undefined : keySpan(addon, 'useDefaultPodIdentityAssociations');
}

function agentMissing(input: RuleInput, at: Finding['at']): Finding {
  const message = `Pod identity associations need the add-on ${AGENT}`;
  const found = finding('association-agent-missing', 'error', message, at);
  const addons = itemsAt(input.config, 'addons');
  const index = addons.findIndex((addon) => textAt(addon, 'name')?.toLowerCase() === AGENT);
  if (index === -1) {
    const value = { name: AGENT, version: 'latest' };
    return withFix(input, found, `Add ${AGENT}`, { kind: 'insert', target: 'config', path: ['addons'], value });
  }
  const path = ['addons', index, 'name'];
  const misspelt = { ...found, at: keySpan(maps(addons)[index] ?? input.config, 'name') };
  return withFix(input, misspelt, `Change to ${AGENT}`, { kind: 'set', target: 'config', path, value: AGENT });
}
