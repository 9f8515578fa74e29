import { type Blueprint, type BlueprintSummary, builtInBlueprints, PodpassError } from '@podpass/inventory';
import type { Environment } from '../environment.ts';

/** What the use cases of blueprints act through. */
export type BlueprintEnvironment = Pick<Environment, 'blueprints' | 'now'>;
type Reading = Pick<Environment, 'blueprints'>;

/** Built-in blueprints, then custom ones by name. */
export async function listBlueprints(env: Reading): Promise<{ items: BlueprintSummary[] }> {
  const builtIn = builtInBlueprints.map(({ basedOn: _basedOn, versions: _versions, ...summary }) => summary);
  return { items: [...builtIn, ...(await env.blueprints.list())] };
}

/** Rejects with `blueprint-not-found`. */
export async function getBlueprint(env: Reading, name: string): Promise<Blueprint> {
  const found = builtInNamed(name) ?? (await env.blueprints.get(name));
  if (found === undefined) throw new PodpassError('blueprint-not-found', { blueprint: name });
  return found;
}

export async function allBlueprints(env: Reading): Promise<Blueprint[]> {
  return [...builtInBlueprints, ...(await env.blueprints.all())];
}

export function builtInNamed(name: string): Blueprint | undefined {
  return builtInBlueprints.find((blueprint) => blueprint.name === name);
}
