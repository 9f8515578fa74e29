import { validatePolicyDocument } from '../authorize/index.ts';
import { malformedPolicy } from './errors.ts';
import { checkQuota, countedLength, fixedQuotas } from './quotas.ts';

/** @throws AwsError `MalformedPolicyDocument` */
export function checkPermissionsPolicy(document: string): void {
  const result = validatePolicyDocument(document, 'identity');
  if (!result.ok) throw malformedPolicy(result.message);
}

/** @throws AwsError `MalformedPolicyDocument`, or `LimitExceeded` for a document that is too long for a managed policy */
export function checkManagedPolicy(document: string): void {
  checkPermissionsPolicy(document);
  checkQuota('PolicySize', fixedQuotas.managedPolicyLength, countedLength(document));
}
