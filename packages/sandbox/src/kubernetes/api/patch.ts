import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { isObject } from '../objects/json.ts';
import { JsonPatchError, jsonPatch } from '../patch/json-patch.ts';
import { applyConfiguration } from '../patch/managed-fields.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { StrategicMergeError, strategicMerge } from '../patch/strategic-merge.ts';
import { apiVersionOf, type ResourceType } from '../resources/resource-type.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import { createObject } from '../store/create-object.ts';
import { updateObject } from '../store/update-object.ts';
import { ApiError, badRequest, unsupportedMediaType } from './api-error.ts';
import { checkObject, parseBody } from './body.ts';
import { showObject } from './representation.ts';
import type { ApiAnswer, ApiCall, RequestTarget } from './request.ts';
import { isDryRun, managerOf, requireObject } from './writes.ts';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';
const APPLY_PATCH = 'application/apply-patch+yaml';
const PATCH_TYPES = [JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH];

/** PATCH on an object or on its status, in each of the four forms. */
export function handlePatch(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  if (patchType(call) === APPLY_PATCH) return handleApply(call, type, target);
  const old = requireObject(call, type, target);
  const patched = applyPatch(call, type.schema, old);
  const expected = { schema: type.schema, kind: type.kind, apiVersion: apiVersionOf(type) };
  const updated = updateObject(call.cluster, type, old, checkObject(call, expected, patched), {
    part: target.subresource === 'status' ? 'status' : 'spec',
    manager: managerOf(call, 'Update', target.subresource),
    dryRun: isDryRun(call),
  });
  return showObject(call, type, updated);
}

/**
 * The outcome of a request's JSON, merge or strategic merge patch on a document.
 *
 * @throws ApiError BadRequest for a patch that cannot be read, Invalid for one that does not fit
 */
export function applyPatch(call: ApiCall, schema: ObjectSchema, document: unknown): unknown {
  const kind = patchType(call);
  const patch = parseBody(call.request, PATCH_TYPES);
  try {
    if (kind === JSON_PATCH) return jsonPatch(document, patch);
    if (!isObject(patch)) throw badRequest('the patch is not an object');
    return kind === MERGE_PATCH ? mergePatch(document, patch) : strategicMerge(schema, document, patch);
  } catch (error) {
    if (error instanceof JsonPatchError && !error.malformed) {
      throw new ApiError(
        422,
        'Invalid',
        `the server rejected our request due to an error in our request: ${error.message}`,
      );
    }
    if (error instanceof JsonPatchError || error instanceof StrategicMergeError) throw badRequest(error.message);
    throw error;
  }
}

function patchType(call: ApiCall): string {
  const type = call.request.contentType.split(';')[0]?.trim() ?? '';
  if (!PATCH_TYPES.includes(type)) throw unsupportedMediaType(PATCH_TYPES);
  return type;
}

/** Server-side apply: creates the object when there is none. */
function handleApply(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  if ((call.request.query.get('fieldManager') ?? '') === '') {
    throw badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  const expected = { schema: type.schema, kind: type.kind, apiVersion: apiVersionOf(type) };
  const configuration = checkObject(call, expected, parseBody(call.request, PATCH_TYPES));
  if (configuration.metadata.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
  const manager = managerOf(call, 'Apply', target.subresource);
  const force = ['true', '1'].includes(call.request.query.get('force') ?? '');
  const named = { ...configuration, metadata: { ...configuration.metadata, name: target.name ?? '' } };
  const live = call.cluster.store.find(type.collection, target.namespace, target.name ?? '');
  const applied = applyConfiguration(type.schema, live, named, manager, force);
  if (!applied.ok) throw applyConflict(applied.conflicts);
  const object = applied.object as unknown as KubernetesObject;
  const dryRun = isDryRun(call);
  if (live === undefined) {
    const created = createObject(call.cluster, type, object, { namespace: target.namespace, manager, dryRun });
    return showObject(call, type, created, 201);
  }
  const part = target.subresource === 'status' ? 'status' : 'spec';
  return showObject(call, type, updateObject(call.cluster, type, live, object, { part, manager, dryRun }));
}

function applyConflict(conflicts: readonly { field: string; manager: string }[]): ApiError {
  const causes = conflicts.map(({ field, manager }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${manager}"`,
    field,
  }));
  const plural = conflicts.length === 1 ? 'conflict' : 'conflicts';
  const [first] = conflicts;
  const what =
    conflicts.length === 1 && first !== undefined
      ? `conflict with "${first.manager}": ${first.field}`
      : `conflicts ${conflicts.map(({ field, manager }) => `with "${manager}": ${field}`).join(', ')}`;
  return new ApiError(409, 'Conflict', `Apply failed with ${conflicts.length} ${plural}: ${what}`, { causes });
}
