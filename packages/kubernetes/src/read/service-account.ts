import type { ServiceAccount } from '@podpass/inventory';
import { z } from 'zod';
import { createdAt, namespacedMetadata } from './metadata.ts';

export const kubernetesServiceAccount = z.object({ metadata: namespacedMetadata });

export function readServiceAccount({ metadata }: z.infer<typeof kubernetesServiceAccount>): ServiceAccount {
  const { namespace, name, labels, annotations } = metadata;
  return { namespace, name, labels, annotations, ...createdAt(metadata) };
}
