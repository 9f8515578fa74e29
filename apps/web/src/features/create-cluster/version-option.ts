import type { KubernetesVersion } from '@podpass/inventory';

/** A version with what matters when one is chosen: how long it is supported. */
export function versionOption(version: KubernetesVersion): { value: string; description: string } {
  const { status, endOfStandardSupport, endOfExtendedSupport } = version;
  const words = [
    ...(version.default ? ['Default'] : []),
    ...(status === 'standard' && endOfStandardSupport ? [`standard support until ${day(endOfStandardSupport)}`] : []),
    ...(status === 'extended'
      ? [`extended support, billed extra${endOfExtendedSupport ? `, until ${day(endOfExtendedSupport)}` : ''}`]
      : []),
    ...(status === 'unsupported' ? ['no longer supported'] : []),
  ];
  return { value: version.version, description: words.join(' · ') };
}

function day(at: string): string {
  return at.slice(0, 10);
}
