import type { Operations } from '../wire/service.ts';
import { assumeRoleForPodIdentity } from './operations/assume-role-for-pod-identity.ts';

/** Every operation of EKS Auth: there is only the one. */
export const eksAuthOperations: Operations = { AssumeRoleForPodIdentity: assumeRoleForPodIdentity };
