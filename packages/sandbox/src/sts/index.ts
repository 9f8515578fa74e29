import { assumeRole } from './operations/assume-role.ts';
import { assumeRoleWithWebIdentity } from './operations/assume-role-with-web-identity.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';

export { type IssuedSession, issueSession, type SessionRequest } from './issue-session.ts';
export { packedPolicySize } from './packed-policy-size.ts';

/** The operations of STS by their names on the wire. */
export const stsOperations = {
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: getCallerIdentity,
};
