import type { ManagedPolicyState } from '../state/iam-state.ts';
import { own } from '../state/lookup.ts';
import { noSuchEntity } from './errors.ts';
import { required } from './required.ts';

/** The id of a version that exists. @throws AwsError `NoSuchEntity` */
export function existingVersion(policy: ManagedPolicyState, versionId: string | undefined): string {
  const wanted = required(versionId, 'VersionId');
  if (!own(policy.versions, wanted)) {
    throw noSuchEntity(`Policy ${policy.arn} version ${wanted} does not exist or is not attachable.`);
  }
  return wanted;
}
