import { validatePolicyDocument } from '../../authorize/index.ts';
import { invalidParameter } from '../errors.ts';
import { parseRoleArn } from '../role-arn.ts';

export interface AssociationSettings {
  disableSessionTags: boolean;
  targetRoleArn?: string | undefined;
  policy?: string | undefined;
}

/** STS's limit of an inline session policy. */
const LONGEST_POLICY = 2048;

/** The rules among an association's optional settings. @throws AwsError InvalidParameterException */
export function checkSettings({ disableSessionTags, targetRoleArn, policy }: AssociationSettings): void {
  if (targetRoleArn !== undefined && parseRoleArn(targetRoleArn) === undefined) {
    throw invalidParameter(`targetRoleArn is not the ARN of an IAM role: ${targetRoleArn}`);
  }
  if (policy === undefined) {
    return;
  }
  if (!disableSessionTags) {
    throw invalidParameter('A session policy requires disableSessionTags to be true.');
  }
  if (policy.length > LONGEST_POLICY) {
    throw invalidParameter(`policy must be at most ${LONGEST_POLICY} characters, it has ${policy.length}.`);
  }
  const validated = validatePolicyDocument(policy, 'session');
  if (!validated.ok) {
    throw invalidParameter(`policy is not a valid policy document: ${validated.message}`);
  }
}
