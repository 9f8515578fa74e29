import { blueprintOf } from '../model.ts';
import { mapAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { AGENT, addonNamed } from './association-place.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** Blueprints that come with the product: the default ones install the ingress controller, minimal does not. */
const BUILT_IN = [
  { name: 'default', ingress: true },
  { name: 'minimal', ingress: false },
];

/** The agent and ingress-controller-v1 both want port 80 of every node (feature page; eks-and-iam §2). */
export function ingressWithAgent(input: RuleInput): Finding[] {
  const agent = addonNamed(input.config, AGENT);
  const blueprint = blueprintOf(input);
  if (agent === undefined || blueprint === undefined || input.cluster === undefined) return [];
  const known = [...(input.facts.blueprints ?? []), ...BUILT_IN].find(
    (one) =>
      one.name === blueprint.name &&
      (!('version' in one) || one.version === undefined || one.version === blueprint.version),
  );
  if (known?.ingress !== true) return [];
  const spec = mapAt(input.cluster, 'spec');
  const at = spec === undefined ? keySpan(agent, 'name') : keySpan(spec, 'blueprint', 'blueprintConfig');
  const message = `The blueprint ${blueprint.name} installs ingress-controller-v1, which cannot share a cluster with ${AGENT}`;
  const path = input.form === 'v3' ? ['spec', 'blueprintConfig', 'name'] : ['spec', 'blueprint'];
  const edit = { kind: 'set', target: 'cluster', path, value: 'minimal' } as const;
  return [
    withFix(
      input,
      finding('ingress-with-agent', 'error', message, at),
      'Use the blueprint minimal, without ingress',
      edit,
    ),
  ];
}
