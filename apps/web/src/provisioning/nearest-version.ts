import type { KubernetesVersion } from '@podpass/inventory';

/** The oldest offered version that is newer than the one wanted, or else the newest; undefined if none is offered. */
export function nearestOffered(wanted: string, versions: readonly KubernetesVersion[]): string | undefined {
  const offered = versions
    .filter(({ status }) => status !== 'unsupported')
    .map(({ version }) => version)
    .toSorted((a, b) => minorOf(a) - minorOf(b));
  return offered.find((version) => minorOf(version) > minorOf(wanted)) ?? offered.at(-1);
}

function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}
