import { KUBERNETES_VERSIONS } from '../catalogue/kubernetes-versions.ts';

/** The newest image of a Kubernetes version; groups with images of their own have none. */
export function releaseOf(version: string, amiType: string): string {
  if (amiType === 'CUSTOM') return '';
  const patch = KUBERNETES_VERSIONS.find((known) => known.version === version)?.patchVersion ?? `${version}.0`;
  return `${patch}-20261105`;
}
