import type { TrustPolicy } from './document.ts';
import type { PodIdentityRequest, TrustEdit } from './pod-identity-request.ts';

export function removePodIdentity(_policy: TrustPolicy, _request: PodIdentityRequest): TrustEdit {
  throw new Error('not built yet');
}
