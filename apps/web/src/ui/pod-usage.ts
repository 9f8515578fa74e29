import type { PodUsage } from '@podpass/inventory';

export type Mechanism = 'Pod Identity' | 'mixed' | 'IRSA' | 'none' | 'no pods' | 'not known';

/** How the pods of a service account get credentials now, in a word. */
export function mechanismOf(pods: PodUsage | undefined): Mechanism {
  if (pods === undefined) return 'not known';
  if (pods.total === 0) return 'no pods';
  if (pods.podIdentity === pods.total) return 'Pod Identity';
  if (pods.irsa === pods.total) return 'IRSA';
  return pods.none === pods.total ? 'none' : 'mixed';
}

/** "2 on Pod Identity, 1 on IRSA"; what is zero is left out. */
export function podsInWords(pods: PodUsage): string {
  if (pods.total === 0) return 'No pods';
  return [
    ...(pods.podIdentity > 0 ? [`${pods.podIdentity} on Pod Identity`] : []),
    ...(pods.irsa > 0 ? [`${pods.irsa} on IRSA`] : []),
    ...(pods.none > 0 ? [`${pods.none} on neither`] : []),
  ].join(', ');
}
