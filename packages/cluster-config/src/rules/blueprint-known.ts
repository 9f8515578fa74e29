import { hasContent, mapAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { blueprintOf } from '../model.ts';
import { closestName } from '../structure/closest-name.ts';
import { isBuiltIn } from './blueprint-facts.ts';
import { finding, type RuleInput, withFix } from './rule.ts';

/** The blueprint and its version exist, where blueprints are known. Versions of built-in ones are the console's own matter. */
export function blueprintKnown(input: RuleInput): Finding[] {
  const known = input.facts.blueprints;
  const blueprint = blueprintOf(input);
  const spec = mapAt(input.cluster, 'spec');
  if (known === undefined || blueprint === undefined || spec === undefined || isBuiltIn(blueprint.name)) return [];
  const v3 = input.form === 'v3';
  const namePath = v3 ? ['blueprintConfig', 'name'] : ['blueprint'];
  const versionPath = v3 ? ['blueprintConfig', 'version'] : ['blueprintversion'];
  const fact = known.find((one) => one.name === blueprint.name);
  if (fact === undefined) {
    const names = [...known.map((one) => one.name), 'default', 'minimal'];
    return report(input, namePath, `There is no blueprint ${blueprint.name}`, closestName(blueprint.name, names));
  }
  if (!hasContent(valueAt(spec, ...versionPath))) return [];
  if (fact.versions.some((one) => one.version === blueprint.version)) return [];
  const message = `The blueprint ${blueprint.name} has no version ${blueprint.version}`;
  return report(input, versionPath, message, fact.versions[0]?.version);
}

function report(input: RuleInput, path: readonly string[], message: string, meant: string | undefined): Finding[] {
  const value = valueAt(input.cluster, 'spec', ...path);
  if (value === undefined) return [];
  const found = finding('blueprint-unknown', 'warning', message, value.span);
  if (meant === undefined) return [found];
  const edit = { kind: 'set', target: 'cluster', path: ['spec', ...path], value: meant } as const;
  return [withFix(input, found, `Change to ${meant}`, edit)];
}
