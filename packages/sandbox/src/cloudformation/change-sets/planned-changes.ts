import type {
  Json,
  ResourceChangeState,
  StackResourceState,
  StackSource,
  StackState,
  StackTag,
} from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { changedProperties, needsReplacement } from '../engine/begin-resource.ts';
import { scopeOf, wantedResources } from '../engine/scope.ts';
import { resourceType } from '../resources/perform.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import { isObject, type JsonObject, type ResourceDeclaration } from '../template/template.ts';
import { reasonOf } from '../engine/reason-of.ts';

/** What another template and other tags would change about a stack. */
export interface PlannedChanges {
  resources: ResourceChangeState[];
  /** Outputs or tags differ. */
  others: boolean;
}

export function plannedChanges(
  { world, region }: CallContext,
  stack: StackState,
  { tags, ...source }: StackSource & { tags: readonly StackTag[] },
): PlannedChanges {
  const before = scopeOf(world, region, stack);
  const after = scopeOf(world, region, { ...stack, ...source });
  const wanted = wantedResources(after);
  const removed = Object.values(stack.resources).filter(
    ({ logicalId, physicalId }) => physicalId !== undefined && !wanted.includes(logicalId),
  );
  const kept = wanted.flatMap((logicalId) => {
    const declaration = own(after.template.resources, logicalId);
    return declaration === undefined ? [] : changeOf(logicalId, declaration, own(stack.resources, logicalId), after);
  });
  const outputs = (scope: Scope) => JSON.stringify(scope.template.outputs);
  return {
    resources: [...kept, ...removed.map(removal)],
    others: outputs(before) !== outputs(after) || tagText(stack.tags) !== tagText(tags),
  };
}

export function isEmpty({ resources, others }: PlannedChanges): boolean {
  return resources.length === 0 && !others;
}

function changeOf(
  logicalId: string,
  declaration: ResourceDeclaration,
  present: StackResourceState | undefined,
  scope: Scope,
): ResourceChangeState[] {
  const { type } = declaration;
  if (present?.physicalId === undefined || present.status === 'DELETE_COMPLETE') {
    return [{ action: 'Add', logicalId, type, properties: [] }];
  }
  const properties = changedProperties(present.properties, foreseen(declaration.properties, scope));
  if (properties.length === 0 && present.type === type) return [];
  const replaced = present.type !== type || needsReplacement(resourceType(type), properties);
  const replacement = replaced ? 'True' : 'False';
  return [{ action: 'Modify', logicalId, type, physicalId: present.physicalId, replacement, properties }];
}

/** Properties as far as they are known now; what depends on a resource that is not there yet keeps its function. */
function foreseen(properties: JsonObject, scope: Scope): JsonObject {
  const members = Object.entries(properties).map(([name, value]) => [name, known(value, scope)] as const);
  return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
}

function known(value: Json, scope: Scope): Json | undefined {
  try {
    return evaluate(value, scope);
  } catch (error) {
    // Only refusals: a defect is thrown on.
    reasonOf(error);
    return isObject(value) ? { ...value } : value;
  }
}

function removal({ logicalId, type, physicalId }: StackResourceState): ResourceChangeState {
  return { action: 'Remove', logicalId, type, properties: [], ...(physicalId !== undefined && { physicalId }) };
}

function tagText(tags: readonly StackTag[]): string {
  return JSON.stringify(tags.toSorted((left, right) => (left.key < right.key ? -1 : 1)));
}
