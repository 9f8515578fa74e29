import { type ConfigMap, hasContent, mapAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import type { ConfigEdit } from '../edit/config-edit.ts';
import { blueprintOf } from '../model.ts';
import { AGENT, addonNamed } from './association-place.ts';
import { blueprintWithoutIngress, hasIngress, INGRESS_COMPONENT, type NamedBlueprint } from './blueprint-facts.ts';
import { finding, keySpan, type RuleInput, withFixes } from './rule.ts';

/** The agent and ingress-controller-v1 both want port 80 of every node (feature page; eks-and-iam §2). */
export function ingressWithAgent(input: RuleInput): Finding[] {
  const agent = addonNamed(input.config, AGENT);
  const blueprint = blueprintOf(input);
  if (agent === undefined || blueprint === undefined || input.cluster === undefined) return [];
  if (hasIngress(blueprint, input.facts) !== true) return [];
  const spec = mapAt(input.cluster, 'spec');
  const at = spec === undefined ? keySpan(agent, 'name') : keySpan(spec, 'blueprint', 'blueprintConfig');
  const shown = blueprint.version === undefined ? blueprint.name : `${blueprint.name} ${blueprint.version}`;
  const message = `The blueprint ${shown} installs ${INGRESS_COMPONENT}, which cannot share a cluster with ${AGENT}`;
  const wanted = blueprintWithoutIngress(blueprint.name, input.facts);
  const title =
    wanted.version === undefined
      ? `Use the blueprint ${wanted.name}, without ingress`
      : `Use version ${wanted.version} of ${wanted.name}, without ingress`;
  return [withFixes(input, finding('ingress-with-agent', 'error', message, at), title, edits(input, spec, wanted))];
}

/** A name alone leaves a version of another blueprint behind only where nothing is known about versions. */
function edits(input: RuleInput, spec: ConfigMap | undefined, wanted: NamedBlueprint): ConfigEdit[] {
  const v3 = input.form === 'v3';
  const namePath = v3 ? ['spec', 'blueprintConfig', 'name'] : ['spec', 'blueprint'];
  const versionPath = v3 ? ['spec', 'blueprintConfig', 'version'] : ['spec', 'blueprintversion'];
  if (wanted.version !== undefined) {
    return [{ kind: 'set', target: 'cluster', path: versionPath, value: wanted.version }];
  }
  const name: ConfigEdit = { kind: 'set', target: 'cluster', path: namePath, value: wanted.name };
  const newest = input.facts.blueprints?.find((one) => one.name === wanted.name)?.versions[0];
  const hasVersion = hasContent(valueAt(spec, ...versionPath.slice(1)));
  return newest === undefined || !hasVersion
    ? [name]
    : [name, { kind: 'set', target: 'cluster', path: versionPath, value: newest.version }];
}
