import { validatePolicyDocument } from '../authorize/index.ts';
import { malformedPolicy, validationError } from '../iam/errors.ts';
import { own } from '../state/lookup.ts';
import { AwsError, type World } from '../world.ts';

export interface SessionPolicyRequest {
  Policy?: string | undefined;
  PolicyArns?: readonly { arn?: string | undefined }[] | undefined;
}

/** How many managed policies a session may take, and how long all plain text together may be (AssumeRole reference). */
const longestPlainText = 2048;
const mostPolicyArns = 10;

/**
 * The documents that limit a session: the inline one and the default versions of the managed ones.
 *
 * @throws AwsError `MalformedPolicyDocument`, `ValidationError`, `PackedPolicyTooLarge`
 */
export function sessionPolicies(world: World, { Policy, PolicyArns = [] }: SessionPolicyRequest): string[] {
  if (Policy !== undefined) {
    const result = validatePolicyDocument(Policy, 'session');
    if (!result.ok) throw malformedPolicy(result.message);
    if (Policy.length > longestPlainText) {
      const message = `The session policy has ${Policy.length} characters; at most ${longestPlainText} are allowed.`;
      throw new AwsError('PackedPolicyTooLarge', 400, message);
    }
  }
  if (PolicyArns.length > mostPolicyArns) {
    throw validationError(`A session can have at most ${mostPolicyArns} managed policies.`);
  }
  const managed = PolicyArns.map(({ arn = '' }) => {
    const policy = own(world.state.iam.policies, arn);
    const document = policy && own(policy.versions, policy.defaultVersionId)?.document;
    if (document === undefined) throw validationError(`Policy ${arn} does not exist or is not attachable.`);
    return document;
  });
  return [...(Policy === undefined ? [] : [Policy]), ...managed];
}
