import type { TrustPolicy } from './document.ts';
import type { PodIdentityRequest, TrustEdit } from './pod-identity-request.ts';

export function addPodIdentity(_policy: TrustPolicy, _request: PodIdentityRequest): TrustEdit {
  throw new Error('not built yet');
}

export function newPodIdentityTrust(
  _request: Omit<PodIdentityRequest, 'scope'> & Partial<Pick<PodIdentityRequest, 'scope'>>,
): TrustPolicy {
  throw new Error('not built yet');
}
