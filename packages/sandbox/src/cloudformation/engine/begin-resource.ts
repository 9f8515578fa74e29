import type { Json, StackResourceState, StackState, StackWork } from '../../state/cloudformation-state.ts';
import { own, put } from '../../state/lookup.ts';
import type { World } from '../../world.ts';
import {
  checkProperties,
  presentResource,
  resourceRequest,
  resourceType,
  takeResourceFault,
} from '../resources/perform.ts';
import type { MadeResource, ResourceType } from '../resources/resource-type.ts';
import { dependenciesOf } from '../template/dependencies.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import { isObject, type JsonObject, type ResourceDeclaration } from '../template/template.ts';
import { resourceBecomes } from './record-event.ts';
import { reasonOf } from './reason-of.ts';

/** One stack, its work, and what its template's functions see. */
export interface Advancing {
  world: World;
  region: string;
  stack: StackState;
  work: StackWork;
  scope: Scope;
}

/**
 * Begins to make a resource, or to change it into what the template says now. It has no effect on a resource that is
 * so already. A refusal becomes the resource's status and the work's failure.
 */
export function beginResource(advancing: Advancing, logicalId: string): void {
  const { scope, stack } = advancing;
  const declaration = own(scope.template.resources, logicalId);
  if (declaration === undefined) return;
  const plan: Plan = { logicalId, declaration, dependsOn: dependenciesOf(scope.template, declaration), properties: {} };
  restoreReplaced(advancing, logicalId, declaration);
  const present = own(stack.resources, logicalId);
  const standing = present !== undefined && isStanding(present) ? present : undefined;
  try {
    const properties = evaluate(declaration.properties, scope);
    plan.properties = isObject(properties) ? properties : {};
    if (standing === undefined) return create(advancing, plan);
    change(advancing, plan, standing);
  } catch (error) {
    fail(advancing, plan, standing, reasonOf(error));
  }
}

interface Plan {
  logicalId: string;
  declaration: ResourceDeclaration;
  dependsOn: string[];
  properties: JsonObject;
}

function isStanding({ physicalId, status }: StackResourceState): boolean {
  return physicalId !== undefined && status !== 'DELETE_COMPLETE';
}

/** An update that goes back finds the resource that it had replaced still there. */
function restoreReplaced({ stack, work }: Advancing, logicalId: string, { type }: ResourceDeclaration): void {
  const old = own(work.before?.replaced, logicalId);
  if (work.action !== 'UPDATE_ROLLBACK' || old === undefined || old.type !== type) return;
  const current = own(stack.resources, logicalId);
  work.doomed = work.doomed.filter(({ physicalId }) => physicalId !== old.physicalId);
  if (current?.physicalId !== undefined) work.doomed.push(structuredClone(current));
  put(stack.resources, logicalId, structuredClone(old));
  if (work.before !== undefined) delete work.before.replaced[logicalId];
}

function create(advancing: Advancing, plan: Plan): void {
  const { world, region, stack } = advancing;
  const { logicalId, declaration } = plan;
  const type = resourceType(declaration.type);
  const resource = newRecord(world, stack, plan);
  put(stack.resources, logicalId, resource);
  resourceBecomes(world, stack, resource, 'CREATE_IN_PROGRESS');
  checkProperties(logicalId, type, plan.properties);
  takeResourceFault(world, 'CREATE', resource);
  accept(resource, type.create(resourceRequest(world, region, stack, resource)));
  resourceBecomes(world, stack, resource, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
  run(advancing, logicalId, 'create');
}

function change(advancing: Advancing, plan: Plan, present: StackResourceState): void {
  const { world, region, stack } = advancing;
  const type = resourceType(plan.declaration.type);
  const changed = changedProperties(present.properties, plan.properties);
  present.dependsOn = plan.dependsOn;
  present.retain = plan.declaration.retain;
  const sameType = present.type === plan.declaration.type;
  const retagged = type.optional.includes('Tags') && JSON.stringify(present.stackTags) !== JSON.stringify(stack.tags);
  if (sameType && changed.length === 0 && !retagged && present.status !== 'UPDATE_FAILED') return;
  checkProperties(plan.logicalId, type, plan.properties);
  if (!sameType || needsReplacement(type, changed)) return replace(advancing, plan, present);
  if (type.update === undefined) return;
  resourceBecomes(world, stack, present, 'UPDATE_IN_PROGRESS');
  takeResourceFault(world, 'UPDATE', present);
  const old = presentResource(present);
  if (old === undefined) return;
  const changes = { ...present, properties: plan.properties };
  const request = { ...resourceRequest(world, region, stack, changes), previous: present.properties };
  const made = type.update(request, old);
  present.properties = plan.properties;
  present.stackTags = structuredClone(stack.tags);
  accept(present, made);
  run(advancing, plan.logicalId, 'update');
}

/** The old resource stays until the update is through. */
function replace(advancing: Advancing, plan: Plan, present: StackResourceState): void {
  const { world, region, stack, work } = advancing;
  const reason = 'Requested update requires the creation of a new physical resource; hence creating one.';
  resourceBecomes(world, stack, present, 'UPDATE_IN_PROGRESS', reason);
  takeResourceFault(world, 'CREATE', { logicalId: plan.logicalId, type: plan.declaration.type });
  const next = newRecord(world, stack, plan);
  accept(next, resourceType(next.type).create(resourceRequest(world, region, stack, next)));
  const old = structuredClone({ ...present, status: 'UPDATE_COMPLETE' as const });
  work.doomed.push(old);
  if (work.before !== undefined) put(work.before.replaced, plan.logicalId, structuredClone(old));
  put(stack.resources, plan.logicalId, next);
  resourceBecomes(world, stack, next, 'UPDATE_IN_PROGRESS', 'Resource creation Initiated');
  run(advancing, plan.logicalId, 'update');
}

function newRecord(
  world: World,
  stack: StackState,
  { logicalId, declaration, properties, dependsOn }: Plan,
): StackResourceState {
  return {
    logicalId,
    type: declaration.type,
    status: 'CREATE_IN_PROGRESS',
    changedAt: world.now(),
    properties,
    attributes: {},
    stackTags: structuredClone(stack.tags),
    dependsOn,
    retain: declaration.retain,
  };
}

function fail(
  { world, stack, work }: Advancing,
  plan: Plan,
  standing: StackResourceState | undefined,
  reason: string,
): void {
  let failed = standing ?? own(stack.resources, plan.logicalId);
  if (failed === undefined) {
    failed = newRecord(world, stack, plan);
    put(stack.resources, plan.logicalId, failed);
  }
  resourceBecomes(world, stack, failed, standing === undefined ? 'CREATE_FAILED' : 'UPDATE_FAILED', reason);
  const what = work.action === 'CREATE' ? 'create' : 'update';
  work.failure ??= `The following resource(s) failed to ${what}: [${plan.logicalId}]. `;
}

function run({ world, work }: Advancing, logicalId: string, kind: 'create' | 'update'): void {
  const readyAt = world.now() + world.state.settings.transitions.stack;
  work.running.push({ logicalId, kind, readyAt });
}

export function accept(resource: StackResourceState, made: MadeResource): void {
  resource.physicalId = made.physicalId;
  resource.attributes = { ...resource.attributes, ...made.attributes };
}

export function needsReplacement(type: ResourceType, changed: readonly string[]): boolean {
  return changed.length > 0 && (type.update === undefined || changed.some((name) => type.replacing.includes(name)));
}

/** Names of the properties that differ. The order of members does not count. */
export function changedProperties(before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => canonical(own<Json>(before, name)) !== canonical(own<Json>(after, name)));
}

function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_key, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
