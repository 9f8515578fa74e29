import type { CreateNodegroupRequest, LaunchTemplateSpecification } from '@aws-sdk/client-eks';
import { networksOf } from '../../ec2/region.ts';
import type { LaunchTemplateState } from '../../state/ec2-state.ts';
import type { NodegroupState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { instanceType } from '../catalogue/instance-types.ts';
import { type ErrorMembers, invalidParameter } from '../errors.ts';

const DEFAULT_TYPE = 't3.medium';
const DEFAULT_DISK = 20;

export type Machines = Pick<NodegroupState, 'instanceTypes' | 'amiType' | 'diskSize' | 'launchTemplate'>;

/** Which machines a node group has: from the request, or from its launch template. @throws AwsError InvalidParameterException */
export function machinesOf(input: CreateNodegroupRequest, call: CallContext, members: ErrorMembers): Machines {
  const template = launchTemplateOf(input.launchTemplate, call, members);
  const data = template?.data ?? {};
  const asked = input.instanceTypes ?? [];
  if (template !== undefined) checkTemplate(input, data, members);
  const templateType = data['InstanceType'];
  const instanceTypes = asked.length > 0 ? asked : [typeof templateType === 'string' ? templateType : DEFAULT_TYPE];
  const architectures = new Set(instanceTypes.map((name) => architectureOf(name, members)));
  if (architectures.size > 1) {
    throw invalidParameter('The instance types of a node group must have the same architecture', members);
  }
  const [architecture = 'x86_64'] = architectures;
  const ownImage = typeof data['ImageId'] === 'string';
  const usual = architecture === 'arm64' ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD';
  const amiType = ownImage ? 'CUSTOM' : (input.amiType ?? usual);
  if (amiType !== 'CUSTOM' && amiType.includes('ARM') !== (architecture === 'arm64')) {
    const message = `[${instanceTypes.join(', ')}] is not a valid instance type for requested amiType ${amiType}`;
    throw invalidParameter(message, members);
  }
  return {
    instanceTypes,
    amiType,
    diskSize: input.diskSize ?? DEFAULT_DISK,
    ...(template !== undefined && { launchTemplate: template.reference }),
  };
}

interface FoundTemplate {
  reference: NonNullable<NodegroupState['launchTemplate']>;
  data: Record<string, unknown>;
}

/** @throws AwsError InvalidParameterException for one that EC2 does not have */
export function launchTemplateOf(
  asked: LaunchTemplateSpecification | undefined,
  call: CallContext,
  members: ErrorMembers,
): FoundTemplate | undefined {
  if (asked === undefined) return undefined;
  if ((asked.id === undefined) === (asked.name === undefined)) {
    throw invalidParameter('A launch template is named by exactly one of its id and its name', members);
  }
  const found = Object.values(networksOf(call).launchTemplates).find(
    ({ id, name }) => id === asked.id || name === asked.name,
  );
  if (found === undefined) {
    throw invalidParameter(`Launch template ${asked.id ?? asked.name} does not exist.`, members);
  }
  const version = versionOf(found, asked.version);
  const data = found.versions.find(({ number }) => number === version)?.data;
  if (data === undefined) {
    throw invalidParameter(`Launch template ${found.id} has no version ${asked.version}.`, members);
  }
  return { reference: { id: found.id, name: found.name, version: String(version) }, data };
}

function versionOf(template: LaunchTemplateState, asked: string | undefined): number {
  if (asked === '$Latest') return template.versions.at(-1)?.number ?? 0;
  return asked === undefined || asked === '$Default' ? 1 : Number(asked);
}

/** What the template sets must not be set twice (EKS user guide, launch templates). */
function checkTemplate(input: CreateNodegroupRequest, data: Record<string, unknown>, members: ErrorMembers): void {
  if (input.diskSize !== undefined) {
    throw invalidParameter('Disk size must be specified within the launch template.', members);
  }
  if (input.remoteAccess !== undefined) {
    throw invalidParameter('Remote access configuration cannot be specified with a launch template.', members);
  }
  if (data['InstanceType'] !== undefined && (input.instanceTypes ?? []).length > 0) {
    const message = 'Instance types cannot be given in both the launch template and the request.';
    throw invalidParameter(message, members);
  }
  if (data['ImageId'] !== undefined && input.amiType !== undefined && input.amiType !== 'CUSTOM') {
    throw invalidParameter('amiType cannot be given with a launch template that names an image.', members);
  }
  if (data['SubnetId'] !== undefined || data['IamInstanceProfile'] !== undefined) {
    const message = 'The launch template must not name a subnet or an instance profile.';
    throw invalidParameter(message, members);
  }
}

function architectureOf(name: string, members: ErrorMembers): string {
  const known = instanceType(name);
  if (known === undefined) {
    throw invalidParameter(`The following supplied instance types do not exist: [${name}]`, members);
  }
  return known.architecture;
}
