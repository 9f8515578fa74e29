import type { ConfigEdit, ConfigModel } from '@podpass/cluster-config';
import type { Blueprint, BlueprintComponents, BlueprintRef, BlueprintVersion } from '@podpass/inventory';

const ingress = 'ingress-controller-v1';

/** How a configuration gets a blueprint that has the same components but the ingress controller. */
export type IngressRemedy =
  | { kind: 'use'; ref: BlueprintRef }
  | { kind: 'create'; name: string; basedOn: BlueprintRef; components: BlueprintComponents }
  | { kind: 'create-version'; name: string; components: BlueprintComponents };

/**
 * The remedy for the blueprint that a configuration names, undefined if nobody knows it: a version without ingress that
 * is there already, otherwise a new one. Nothing but the ingress controller is switched off.
 */
export function ingressRemedy(
  named: { name: string; version: string | undefined },
  blueprints: readonly Blueprint[],
): IngressRemedy | undefined {
  const blueprint = blueprints.find(({ name }) => name === named.name);
  // A file of another console may name a version of a built-in blueprint that is not here: its components are the same.
  const base = blueprint?.versions.find(({ version }) => version === named.version) ?? blueprint?.versions[0];
  if (blueprint === undefined || base === undefined) return undefined;
  const components = { ...base.components, [ingress]: false };
  const there = blueprint.builtIn ? sameAmong(blueprints, components) : sameIn(blueprint, components);
  if (there !== undefined) return { kind: 'use', ref: there };
  if (!blueprint.builtIn) return { kind: 'create-version', name: blueprint.name, components };
  return {
    kind: 'create',
    name: freeName(`${blueprint.name}-no-ingress`, blueprints),
    basedOn: { name: blueprint.name, version: base.version },
    components,
  };
}

/** Writes a blueprint into the console's document, in either of its forms. */
export function blueprintEdits(form: ConfigModel['form'], { name, version }: BlueprintRef): ConfigEdit[] {
  const v3 = form === 'v3';
  const at = (path: string[], value: string): ConfigEdit => ({ kind: 'set', target: 'cluster', path, value });
  return [
    at(v3 ? ['spec', 'blueprintConfig', 'name'] : ['spec', 'blueprint'], name),
    at(v3 ? ['spec', 'blueprintConfig', 'version'] : ['spec', 'blueprintversion'], version),
  ];
}

/** A custom blueprint with exactly these components. */
function sameAmong(blueprints: readonly Blueprint[], components: BlueprintComponents): BlueprintRef | undefined {
  return blueprints
    .filter(({ builtIn }) => !builtIn)
    .flatMap((blueprint) => sameIn(blueprint, components) ?? [])
    .at(0);
}

function sameIn({ name, versions }: Blueprint, components: BlueprintComponents): BlueprintRef | undefined {
  const same = (version: BlueprintVersion): boolean =>
    Object.entries(components).every(([component, on]) =>
      Object.entries(version.components).some(([other, otherOn]) => other === component && otherOn === on),
    );
  const found = versions.find(same);
  return found && { name, version: found.version };
}

function freeName(wanted: string, blueprints: readonly Blueprint[]): string {
  const taken = new Set(blueprints.map(({ name }) => name));
  let name = wanted;
  for (let next = 2; taken.has(name); next += 1) name = `${wanted}-${next}`;
  return name;
}
