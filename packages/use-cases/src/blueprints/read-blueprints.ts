import { type Blueprint, type BlueprintSummary, builtInBlueprints, PodpassError } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { type Page, pageOf } from '../page-of.ts';

/** What the use cases of blueprints act through. */
export type BlueprintEnvironment = Pick<Environment, 'blueprints' | 'now'>;
type Reading = Pick<Environment, 'blueprints'>;

/** Built-in blueprints, then custom ones by name. */
export async function listBlueprints(
  env: Reading,
  { after, limit }: { after?: string; limit: number },
): Promise<Page<BlueprintSummary, string>> {
  const builtIn = builtInBlueprints.map(({ basedOn: _basedOn, versions: _versions, ...summary }) => summary);
  const at = builtIn.findIndex(({ name }) => name === after);
  const amidCustom = after !== undefined && at === -1;
  const custom = await env.blueprints.list({ after: amidCustom ? after : undefined, limit: limit + 1 });
  const found = amidCustom ? custom : [...builtIn.slice(at + 1), ...custom];
  return pageOf(found, limit, ({ name }) => name);
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
