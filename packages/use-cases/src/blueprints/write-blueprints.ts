import {
  type Blueprint,
  type BlueprintComponent,
  type BlueprintComponents,
  type BlueprintRef,
  type BlueprintVersion,
  blueprintComponents,
  PodpassError,
} from '@podpass/inventory';
import type { NewAuditEntry } from '@podpass/store';
import type { Actor } from '../environment.ts';
import { type BlueprintEnvironment, builtInNamed, getBlueprint } from './read-blueprints.ts';

type SomeComponents = Partial<Record<BlueprintComponent, boolean | undefined>>;

export interface BlueprintToCreate {
  name: string;
  description: string;
  basedOn: BlueprintRef | null;
  /** Those that are not named are as in what it is based on, or on. */
  components: SomeComponents;
  note?: string | undefined;
}

/** Rejects with `blueprint-exists`, and with `blueprint-not-found` for what it is based on. */
export async function createBlueprint(
  env: BlueprintEnvironment,
  actor: Actor,
  { name, description, basedOn, components: wanted, note = '' }: BlueprintToCreate,
): Promise<Blueprint> {
  if (builtInNamed(name) !== undefined) throw new PodpassError('blueprint-exists', { blueprint: name });
  const basis = basedOn === null ? undefined : await versionOf(env, basedOn);
  const components = merged(basis?.components, wanted);
  const writer = { by: actor.name, at: env.now().toISOString() };
  const after = { version: 'v1', basedOn, components };
  return env.blueprints.create(
    { name, description, basedOn, components, note, writer },
    entry(actor, writer.at, 'create-blueprint', name, undefined, after),
  );
}

/** Gives the blueprint as it is if nothing would change. Rejects with `blueprint-read-only`, `blueprint-not-found`. */
export async function addBlueprintVersion(
  env: BlueprintEnvironment,
  actor: Actor,
  { name, components: wanted, note = '' }: { name: string; components: SomeComponents; note?: string | undefined },
): Promise<Blueprint> {
  if (builtInNamed(name) !== undefined) throw new PodpassError('blueprint-read-only', { blueprint: name });
  const writer = { by: actor.name, at: env.now().toISOString() };
  return env.blueprints.addVersion(name, ({ versions: [newest] }) => {
    const components = merged(newest?.components, wanted);
    if (newest !== undefined && blueprintComponents.every((one) => newest.components[one] === components[one])) {
      return undefined;
    }
    const before = newest && { version: newest.version, components: newest.components };
    const audit = entry(actor, writer.at, 'create-blueprint-version', name, before, { components, note });
    return { version: { components, note, writer }, audit };
  });
}

async function versionOf(env: BlueprintEnvironment, { name, version }: BlueprintRef): Promise<BlueprintVersion> {
  const { versions } = await getBlueprint(env, name);
  const found = versions.find((one) => one.version === version);
  if (found === undefined) throw new PodpassError('blueprint-not-found', { blueprint: `${name} ${version}` });
  return found;
}

function merged(basis: BlueprintComponents | undefined, wanted: SomeComponents): BlueprintComponents {
  return Object.fromEntries(
    blueprintComponents.map((component) => [component, wanted[component] ?? basis?.[component] ?? true]),
  ) as BlueprintComponents;
}

function entry(
  actor: Actor,
  at: string,
  action: 'create-blueprint' | 'create-blueprint-version',
  name: string,
  before: unknown,
  after: unknown,
): NewAuditEntry {
  const { name: who, role } = actor;
  return { at, actor: who, role, action, target: name, outcome: 'done', before, after, awsRequestIds: [] };
}
