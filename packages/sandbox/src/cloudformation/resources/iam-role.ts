import type { RoleState } from '../../state/iam-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { attachRolePolicy } from '../../iam/operations/attach-role-policy.ts';
import { createRole } from '../../iam/operations/create-role.ts';
import { deleteRolePermissionsBoundary } from '../../iam/operations/delete-role-permissions-boundary.ts';
import { deleteRolePolicy } from '../../iam/operations/delete-role-policy.ts';
import { deleteRole } from '../../iam/operations/delete-role.ts';
import { detachRolePolicy } from '../../iam/operations/detach-role-policy.ts';
import { putRolePermissionsBoundary } from '../../iam/operations/put-role-permissions-boundary.ts';
import { putRolePolicy } from '../../iam/operations/put-role-policy.ts';
import { tagRole } from '../../iam/operations/tag-role.ts';
import { untagRole } from '../../iam/operations/untag-role.ts';
import { updateAssumeRolePolicy } from '../../iam/operations/update-assume-role-policy.ts';
import { updateRole } from '../../iam/operations/update-role.ts';
import { isObject } from '../template/template.ts';
import { perform, permitted } from './permitted.ts';
import { amount, generatedName, objects, optionalText, policyText, tagsOf, text, texts } from './property-values.ts';
import type { MadeResource, ResourceRequest, ResourceType } from './resource-type.ts';

/** A role with its policies. Changes of anything but name and path are made in place: ARN and id stay. */
export const iamRole: ResourceType = {
  required: ['AssumeRolePolicyDocument'],
  optional: [
    ...[
      'Description',
      'ManagedPolicyArns',
      'MaxSessionDuration',
      'Path',
      'PermissionsBoundary',
      'Policies',
      'RoleName',
    ],
    'Tags',
  ],
  attributes: ['Arn', 'RoleId'],
  replacing: ['Path', 'RoleName'],
  create(request) {
    const { properties } = request;
    const name = optionalText(properties, 'RoleName') ?? generatedName(request);
    const path = optionalText(properties, 'Path') ?? '/';
    const arn = roleArn(request, `${path}${name}`);
    const call = permitted(request, 'CreateRole', arn);
    const boundary = optionalText(properties, 'PermissionsBoundary');
    const described = describedBy(request);
    perform(
      createRole,
      {
        RoleName: name,
        Path: path,
        AssumeRolePolicyDocument: policyText(properties, 'AssumeRolePolicyDocument'),
        Tags: sdkTags(tagsOf(request)),
        ...described,
        ...(boundary !== undefined && { PermissionsBoundary: boundary }),
      },
      call,
    );
    try {
      setPolicies(request, name, arn);
    } catch (error) {
      // A role that was refused a policy has not been made.
      removeRole(call, name);
      throw error;
    }
    return made(request, name);
  },
  update(request, { physicalId: name }) {
    const { properties } = request;
    const role = roleOf(request, name);
    const arn = role?.arn ?? roleArn(request, `/${name}`);
    const document = policyText(properties, 'AssumeRolePolicyDocument');
    if (role === undefined || !sameDocument(role.trustPolicy, document)) {
      const call = permitted(request, 'UpdateAssumeRolePolicy', arn);
      perform(updateAssumeRolePolicy, { RoleName: name, PolicyDocument: document }, call);
    }
    perform(updateRole, { RoleName: name, ...describedBy(request) }, permitted(request, 'UpdateRole', arn));
    setBoundary(request, name, arn, role);
    setPolicies(request, name, arn);
    setTags(request, name, arn);
    return made(request, name);
  },
  remove(request, { physicalId: name, attributes }) {
    if (roleOf(request, name) === undefined) return;
    removeRole(permitted(request, 'DeleteRole', text(attributes, 'Arn')), name);
  },
};

function made(request: ResourceRequest, name: string): MadeResource {
  const role = roleOf(request, name);
  return { physicalId: name, attributes: { Arn: role?.arn ?? '', RoleId: role?.id ?? '' } };
}

function roleOf({ call }: ResourceRequest, name: string): RoleState | undefined {
  return own(call.world.state.iam.roles, name);
}

function roleArn({ call }: ResourceRequest, pathAndName: string): string {
  const { account, partition } = call.world.state;
  return `arn:${partition}:iam::${account}:role${pathAndName}`;
}

function describedBy({ properties }: ResourceRequest): { Description?: string; MaxSessionDuration?: number } {
  const description = optionalText(properties, 'Description');
  const seconds = amount(properties, 'MaxSessionDuration');
  return {
    ...(description !== undefined && { Description: description }),
    ...(seconds !== undefined && { MaxSessionDuration: seconds }),
  };
}

/** Brings attached and inline policies to what the template says. Inline ones of `AWS::IAM::Policy` are left alone. */
function setPolicies(request: ResourceRequest, name: string, arn: string): void {
  const wanted = texts(request.properties, 'ManagedPolicyArns');
  const inline = objects(request.properties, 'Policies');
  const role = roleOf(request, name);
  for (const PolicyArn of wanted) {
    if (role?.attachedPolicyArns.includes(PolicyArn)) continue;
    perform(attachRolePolicy, { RoleName: name, PolicyArn }, permitted(request, 'AttachRolePolicy', arn));
  }
  for (const policy of inline) {
    const call = permitted(request, 'PutRolePolicy', arn);
    const PolicyDocument = policyText(policy, 'PolicyDocument');
    perform(putRolePolicy, { RoleName: name, PolicyName: text(policy, 'PolicyName'), PolicyDocument }, call);
  }
  for (const PolicyArn of role?.attachedPolicyArns.filter((one) => !wanted.includes(one)) ?? []) {
    perform(detachRolePolicy, { RoleName: name, PolicyArn }, permitted(request, 'DetachRolePolicy', arn));
  }
  const names = new Set(inline.map((policy) => text(policy, 'PolicyName')));
  for (const PolicyName of ownInlinePolicies(request).filter((one) => !names.has(one))) {
    if (own(role?.inlinePolicies, PolicyName) === undefined) continue;
    perform(deleteRolePolicy, { RoleName: name, PolicyName }, permitted(request, 'DeleteRolePolicy', arn));
  }
}

/** Names of the inline policies that this resource had before. */
function ownInlinePolicies({ previous }: ResourceRequest): string[] {
  return previous === undefined ? [] : objects(previous, 'Policies').map((policy) => text(policy, 'PolicyName'));
}

function setBoundary(request: ResourceRequest, name: string, arn: string, role: RoleState | undefined): void {
  const boundary = optionalText(request.properties, 'PermissionsBoundary');
  if (boundary === role?.permissionsBoundaryArn) return;
  if (boundary === undefined) {
    const call = permitted(request, 'DeleteRolePermissionsBoundary', arn);
    perform(deleteRolePermissionsBoundary, { RoleName: name }, call);
    return;
  }
  const call = permitted(request, 'PutRolePermissionsBoundary', arn);
  perform(putRolePermissionsBoundary, { RoleName: name, PermissionsBoundary: boundary }, call);
}

function setTags(request: ResourceRequest, name: string, arn: string): void {
  const wanted = tagsOf(request);
  const present = roleOf(request, name)?.tags ?? {};
  const gone = Object.keys(present).filter((key) => own(wanted, key) === undefined);
  const added = Object.entries(wanted).filter(([key, value]) => own(present, key) !== value);
  if (gone.length > 0) perform(untagRole, { RoleName: name, TagKeys: gone }, permitted(request, 'UntagRole', arn));
  if (added.length > 0) {
    perform(tagRole, { RoleName: name, Tags: sdkTags(Object.fromEntries(added)) }, permitted(request, 'TagRole', arn));
  }
}

/** Takes along all policies: AWS's handler does so too. */
function removeRole(call: CallContext, name: string): void {
  const role = own(call.world.state.iam.roles, name);
  for (const PolicyArn of [...(role?.attachedPolicyArns ?? [])])
    perform(detachRolePolicy, { RoleName: name, PolicyArn }, call);
  for (const PolicyName of Object.keys(role?.inlinePolicies ?? {}))
    perform(deleteRolePolicy, { RoleName: name, PolicyName }, call);
  perform(deleteRole, { RoleName: name }, call);
}

function sdkTags(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Writing the same trust policy again would make it propagate again. */
function sameDocument(before: string, after: string): boolean {
  try {
    const document: unknown = JSON.parse(before);
    return isObject(document as never) && JSON.stringify(document) === JSON.stringify(JSON.parse(after));
  } catch {
    return before === after;
  }
}
