import {
  AttachRolePolicyCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { type CallOptions, hasCode, type IamPort } from '@podpass/inventory';
import { collect, pages } from '../calls/pages.ts';
import { pageToken, required, requiredList, requiredNames } from '../errors/answer.ts';
import type { IamCaller } from './iam-caller.ts';
import { decodeDocument } from './read-role.ts';

type RolePolicyCalls = Pick<
  IamPort,
  | 'listAttachedPolicies'
  | 'attachPolicy'
  | 'detachPolicy'
  | 'getInlinePolicy'
  | 'putInlinePolicy'
  | 'deleteInlinePolicy'
>;

export function rolePolicyCalls(call: IamCaller): RolePolicyCalls {
  return {
    listAttachedPolicies: (roleName, options = {}) => listAttached(call, roleName, options),

    /** IAM itself takes attaching twice for done. */
    async attachPolicy(roleName, policyArn, { signal } = {}) {
      await call(new AttachRolePolicyCommand({ RoleName: roleName, PolicyArn: policyArn }), () => undefined, {
        signal,
        subject: { role: roleName, policy: policyArn },
      });
    },

    detachPolicy: (roleName, policyArn, { signal } = {}) =>
      unlessGone(
        call(new DetachRolePolicyCommand({ RoleName: roleName, PolicyArn: policyArn }), () => undefined, {
          signal,
          subject: { role: roleName, policy: policyArn },
        }),
      ),

    getInlinePolicy: (roleName, policyName, { signal } = {}) =>
      unlessGone(
        call(
          new GetRolePolicyCommand({ RoleName: roleName, PolicyName: policyName }),
          (output) => decodeDocument(required(output.PolicyDocument, 'PolicyDocument')),
          { signal, subject: { role: roleName, policy: policyName } },
        ),
      ),

    async putInlinePolicy(roleName, policyName, document, { signal } = {}) {
      await call(
        new PutRolePolicyCommand({ RoleName: roleName, PolicyName: policyName, PolicyDocument: document }),
        () => undefined,
        { signal, subject: { role: roleName } },
      );
    },

    deleteInlinePolicy: (roleName, policyName, { signal } = {}) =>
      unlessGone(
        call(new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName: policyName }), () => undefined, {
          signal,
          subject: { role: roleName, policy: policyName },
        }),
      ),
  };
}

/** DeleteRole is refused while anything is attached (eks-and-iam §3.4). Rejects with `role-not-found`. */
export async function removePoliciesOf(call: IamCaller, roleName: string, options: CallOptions): Promise<void> {
  const policies = rolePolicyCalls(call);
  const [attached, inline] = await Promise.all([
    listAttached(call, roleName, options),
    listInline(call, roleName, options),
  ]);
  await Promise.all([
    ...attached.map((arn) => policies.detachPolicy(roleName, arn, options)),
    ...inline.map((name) => policies.deleteInlinePolicy(roleName, name, options)),
  ]);
}

function listAttached(call: IamCaller, roleName: string, { signal }: CallOptions): Promise<string[]> {
  return collect(
    pages((Marker) =>
      call(
        new ListAttachedRolePoliciesCommand({ RoleName: roleName, Marker, MaxItems: 1000 }),
        (output) => ({
          items: requiredList(output.AttachedPolicies ?? [], 'AttachedPolicies').map((policy) =>
            required(policy.PolicyArn, 'AttachedPolicies.PolicyArn'),
          ),
          next: output.IsTruncated ? pageToken(required(output.Marker, 'Marker')) : undefined,
        }),
        { signal, subject: { role: roleName } },
      ),
    ),
  );
}

function listInline(call: IamCaller, roleName: string, { signal }: CallOptions): Promise<string[]> {
  return collect(
    pages((Marker) =>
      call(
        new ListRolePoliciesCommand({ RoleName: roleName, Marker, MaxItems: 1000 }),
        (output) => ({
          items: requiredNames(output.PolicyNames ?? [], 'PolicyNames'),
          next: output.IsTruncated ? pageToken(required(output.Marker, 'Marker')) : undefined,
        }),
        { signal, subject: { role: roleName } },
      ),
    ),
  );
}

/** Role or policy is not there: nothing to read, and nothing left to take away. */
async function unlessGone<Result>(result: Promise<Result>): Promise<Result | undefined> {
  try {
    return await result;
  } catch (error) {
    if (hasCode(error, 'role-not-found', 'policy-not-found')) return undefined;
    throw error;
  }
}
