import type { ConfigFacts } from '../config-parts.ts';

export const INGRESS_COMPONENT = 'ingress-controller-v1';

/** A blueprint as a configuration names it; without a version, its newest. */
export interface NamedBlueprint {
  readonly name: string;
  readonly version: string | undefined;
}

/** Blueprints that come with every console: `default` installs the ingress controller, `minimal` does not. */
const BUILT_IN = new Map([
  ['default', true],
  ['minimal', false],
]);

export function isBuiltIn(name: string): boolean {
  return BUILT_IN.has(name);
}

/** Whether a blueprint installs the ingress controller; undefined when neither facts nor built-in knowledge say. */
export function hasIngress({ name, version }: NamedBlueprint, facts: ConfigFacts): boolean | undefined {
  const known = facts.blueprints?.find((one) => one.name === name);
  const exact = known?.versions.find((one) => one.version === version);
  if (exact !== undefined) return exact.components[INGRESS_COMPONENT] === true;
  // Built-in blueprints carry the version numbers of the console that wrote the file; their components do not change.
  if (BUILT_IN.has(name)) return BUILT_IN.get(name);
  const newest = version === undefined ? known?.versions[0] : undefined;
  return newest === undefined ? undefined : newest.components[INGRESS_COMPONENT] === true;
}

/** The nearest blueprint without ingress: another version of the same one, then `minimal`. */
export function blueprintWithoutIngress(name: string, facts: ConfigFacts): NamedBlueprint {
  const sibling = facts.blueprints
    ?.find((one) => one.name === name)
    ?.versions.find((one) => one.components[INGRESS_COMPONENT] !== true);
  return sibling === undefined ? { name: 'minimal', version: undefined } : { name, version: sibling.version };
}
