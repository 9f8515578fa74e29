import { z } from 'zod';

/** The API leaves empty maps and lists out, and writes some of them as null. */
export const textMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});

export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

export const ownerReference = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  controller: z.boolean().nullish(),
});
export type OwnerReference = z.infer<typeof ownerReference>;

const metadata = z.object({
  name: z.string(),
  generation: z.number().optional(),
  labels: textMap,
  annotations: textMap,
  ownerReferences: listOf(ownerReference),
  creationTimestamp: z.iso.datetime({ offset: true }).nullish(),
  deletionTimestamp: z.iso.datetime({ offset: true }).nullish(),
});

/** An object of a namespace. */
export const namespacedMetadata = metadata.extend({ namespace: z.string() });
/** An object of the whole cluster. */
export const clusterMetadata = metadata;

/** Anything that has metadata: for reading owners only. */
export const ownedObject = z.object({ metadata: namespacedMetadata });
export type OwnedObject = z.infer<typeof ownedObject>;

/** Whatever; for answers of which nothing is read. */
export const anyObject = z.object({ kind: z.string() });

/** The owner that acts for the object; an object has one at most. */
export function controllerOf(object: { metadata: { ownerReferences: OwnerReference[] } }): OwnerReference | undefined {
  return object.metadata.ownerReferences.find((owner) => owner.controller === true);
}

/** A spread that sets `createdAt` in the one form that the inventory has. */
export function createdAt(metadata: { creationTimestamp?: string | null | undefined }): { createdAt?: string } {
  const { creationTimestamp } = metadata;
  return creationTimestamp ? { createdAt: new Date(creationTimestamp).toISOString() } : {};
}
