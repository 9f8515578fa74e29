import { attachRolePolicy } from '../../iam/operations/attach-role-policy.ts';
import { createPolicyVersion } from '../../iam/operations/create-policy-version.ts';
import { createPolicy } from '../../iam/operations/create-policy.ts';
import { deletePolicyVersion } from '../../iam/operations/delete-policy-version.ts';
import { deletePolicy } from '../../iam/operations/delete-policy.ts';
import { detachRolePolicy } from '../../iam/operations/detach-role-policy.ts';
import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import { perform, permitted } from './permitted.ts';
import { generatedName, optionalText, policyText, tagsOf, texts } from './property-values.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';

/** A managed policy of the account, attached to roles. A changed document becomes a new default version. */
export const iamManagedPolicy: ResourceType = {
  required: ['PolicyDocument'],
  optional: ['Description', 'ManagedPolicyName', 'Path', 'Roles', 'Groups', 'Users', 'Tags'],
  attributes: ['PolicyArn', 'PolicyId'],
  replacing: ['Description', 'ManagedPolicyName', 'Path'],
  create(request) {
    const { call, properties } = request;
    checkNoOthers(request);
    const name = optionalText(properties, 'ManagedPolicyName') ?? generatedName(request, 128);
    const path = optionalText(properties, 'Path') ?? '/';
    const description = optionalText(properties, 'Description');
    const { account, partition } = call.world.state;
    const arn = `arn:${partition}:iam::${account}:policy${path}${name}`;
    perform(
      createPolicy,
      {
        PolicyName: name,
        Path: path,
        PolicyDocument: policyText(properties, 'PolicyDocument'),
        Tags: Object.entries(tagsOf(request)).map(([Key, Value]) => ({ Key, Value })),
        ...(description !== undefined && { Description: description }),
      },
      permitted(request, 'CreatePolicy', arn),
    );
    attach(request, arn, texts(properties, 'Roles'));
    return { physicalId: arn, attributes: { PolicyArn: arn, PolicyId: policy(request, arn)?.id ?? '' } };
  },
  update(request, { physicalId: arn, properties: before }) {
    checkNoOthers(request);
    setDocument(request, arn);
    const roles = texts(request.properties, 'Roles');
    attach(request, arn, roles);
    detach(
      request,
      arn,
      texts(before, 'Roles').filter((role) => !roles.includes(role)),
    );
    const found = policy(request, arn);
    if (found !== undefined) found.tags = tagsOf(request);
    return { physicalId: arn };
  },
  remove(request, { physicalId: arn, properties }) {
    const found = policy(request, arn);
    if (found === undefined) return;
    detach(request, arn, texts(properties, 'Roles'));
    const call = permitted(request, 'DeletePolicy', arn);
    for (const VersionId of Object.keys(found.versions).filter((id) => id !== found.defaultVersionId)) {
      perform(deletePolicyVersion, { PolicyArn: arn, VersionId }, call);
    }
    perform(deletePolicy, { PolicyArn: arn }, call);
  },
};

function policy({ call }: ResourceRequest, arn: string) {
  return own(call.world.state.iam.policies, arn);
}

function checkNoOthers({ properties }: ResourceRequest): void {
  if (texts(properties, 'Groups').length > 0 || texts(properties, 'Users').length > 0) {
    throw validationError('The sandbox attaches managed policies to roles only, not to groups and users.');
  }
}

/** IAM keeps five versions; the oldest one that is not in use makes room. */
function setDocument(request: ResourceRequest, arn: string): void {
  const found = policy(request, arn);
  const document = policyText(request.properties, 'PolicyDocument');
  if (found === undefined || own(found.versions, found.defaultVersionId)?.document === document) return;
  const call = permitted(request, 'CreatePolicyVersion', arn);
  const unused = Object.keys(found.versions).filter((id) => id !== found.defaultVersionId);
  const [oldest] = unused;
  if (unused.length >= 4 && oldest !== undefined)
    perform(deletePolicyVersion, { PolicyArn: arn, VersionId: oldest }, call);
  perform(createPolicyVersion, { PolicyArn: arn, PolicyDocument: document, SetAsDefault: true }, call);
}

function attach(request: ResourceRequest, PolicyArn: string, roles: readonly string[]): void {
  for (const RoleName of roles) {
    perform(
      attachRolePolicy,
      { RoleName, PolicyArn },
      permitted(request, 'AttachRolePolicy', roleArn(request, RoleName)),
    );
  }
}

function detach(request: ResourceRequest, PolicyArn: string, roles: readonly string[]): void {
  for (const RoleName of roles) {
    const role = own(request.call.world.state.iam.roles, RoleName);
    if (!role?.attachedPolicyArns.includes(PolicyArn)) continue;
    perform(detachRolePolicy, { RoleName, PolicyArn }, permitted(request, 'DetachRolePolicy', role.arn));
  }
}

function roleArn({ call }: ResourceRequest, name: string): string {
  const { account, iam, partition } = call.world.state;
  return own(iam.roles, name)?.arn ?? `arn:${partition}:iam::${account}:role/${name}`;
}
