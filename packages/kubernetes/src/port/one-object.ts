import { hasCode } from '@podpass/inventory';
import { z } from 'zod';
import type { Caller } from '../calls/caller.ts';
import { type Collection, type KubernetesCall, pathOf } from '../calls/kubernetes-call.ts';
import { anyObject, textMap } from '../read/metadata.ts';

/** Names one object. */
export interface ObjectName {
  collection: Collection;
  namespace?: string | undefined;
  name: string;
}

/** The object, or undefined if there is none. */
export async function getObject<Shape>(
  caller: Caller,
  object: ObjectName,
  schema: z.ZodType<Shape>,
  signal?: AbortSignal,
): Promise<Shape | undefined> {
  try {
    return await caller.call({ verb: 'get', ...about(object) }, schema, signal);
  } catch (error) {
    if (hasCode(error, 'kubernetes-not-found')) return undefined;
    throw error;
  }
}

const labelled = z.object({ metadata: z.object({ labels: textMap }) });

/**
 * Creates an object that has nothing but a name and labels. If one is there that carries all these labels, it is the
 * one that an earlier attempt made (its answer may have been lost), and all is well. Rejects with `kubernetes-exists`
 * if it is another's.
 */
export async function createOnce(
  caller: Caller,
  object: ObjectName,
  kind: string,
  labels: Record<string, string>,
  signal?: AbortSignal,
): Promise<void> {
  const { collection, namespace, name } = object;
  const body = {
    apiVersion: collection.group.replace(/^apis?\//, ''),
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }), labels },
  };
  try {
    await caller.call(
      { verb: 'create', ...about(object), path: pathOf(collection, namespace), body },
      anyObject,
      signal,
    );
  } catch (error) {
    if (!hasCode(error, 'kubernetes-exists')) throw error;
    const present = await getObject(caller, object, labelled, signal);
    const wanted = Object.entries(labels);
    const ours = wanted.length > 0 && wanted.every(([key, value]) => present?.metadata.labels[key] === value);
    if (!ours) throw error;
  }
}

/** Resolves if the object is already gone. */
export async function deleteObject(caller: Caller, object: ObjectName, signal?: AbortSignal): Promise<void> {
  try {
    await caller.call({ verb: 'delete', ...about(object) }, anyObject, signal);
  } catch (error) {
    if (!hasCode(error, 'kubernetes-not-found')) throw error;
  }
}

/** Sets the named members and leaves all others; null removes one (RFC 7386). */
export async function mergePatch(
  caller: Caller,
  object: ObjectName,
  patch: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const contentType = 'application/merge-patch+json';
  await caller.call({ verb: 'patch', ...about(object), contentType, body: patch }, anyObject, signal);
}

function about({ collection, namespace, name }: ObjectName): Pick<KubernetesCall, 'resource' | 'name' | 'path'> {
  return {
    resource: collection.resource,
    name: namespace === undefined ? name : `${namespace}/${name}`,
    path: pathOf(collection, namespace, name),
  };
}
