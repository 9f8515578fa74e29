import type { Json, StackResourceState, StackState } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { AwsError, type CallContext, type World } from '../../world.ts';
import type { ServiceName } from '../../state/sandbox-state.ts';
import { validationError } from '../errors.ts';
import type { JsonObject } from '../template/template.ts';
import { resourceTypes } from './index.ts';
import type { PresentResource, ResourceRequest, ResourceType } from './resource-type.ts';

/** @throws AwsError for a type that the sandbox does not know: templates with one are refused before */
export function resourceType(type: string): ResourceType {
  const found = own(resourceTypes, type);
  if (found === undefined) throw validationError(`Unrecognized resource types: [${type}]`);
  return found;
}

/** What a resource type gets to see of a resource of a stack. */
export function resourceRequest(
  world: World,
  region: string,
  stack: StackState,
  resource: { logicalId: string; type: string; properties: JsonObject },
): ResourceRequest {
  const principal = stack.work?.caller ?? { kind: 'anonymous' };
  const call: CallContext = {
    world,
    service: serviceOf(resource.type),
    operation: 'Invoke',
    region,
    requestId: stack.id,
    principal,
  };
  return { call, stack, logicalId: resource.logicalId, properties: resource.properties };
}

export function presentResource(resource: StackResourceState): PresentResource | undefined {
  const { physicalId, properties, attributes } = resource;
  return physicalId === undefined ? undefined : { physicalId, properties, attributes };
}

/** @throws AwsError `ValidationError`: a property that the type has not, or one is missing */
export function checkProperties(logicalId: string, type: ResourceType, properties: JsonObject): void {
  const known = new Set([...type.required, ...type.optional]);
  const problems = [
    ...Object.keys(properties)
      .filter((name) => !known.has(name))
      .map((name) => `#: extraneous key [${name}] is not permitted`),
    ...type.required
      .filter((name) => own<Json>(properties, name) === undefined)
      .map((name) => `#: required key [${name}] not found`),
  ];
  if (problems.length > 0) {
    throw validationError(
      `Properties validation failed for resource ${logicalId} with message:\n[${problems.join(', ')}]`,
    );
  }
}

/**
 * Takes the fault that a test has ordered for this resource, by its logical id or by its type:
 * `CREATE NatGateway`, `DELETE AWS::EC2::VPC`.
 *
 * @throws AwsError as ordered
 */
export function takeResourceFault(world: World, verb: string, resource: { logicalId: string; type: string }): void {
  for (const subject of [resource.logicalId, resource.type]) {
    const error = world.takeFault('cloudformation', `${verb} ${subject}`);
    if (error !== undefined) {
      throw new AwsError(error, 400, `The sandbox was told to let this resource fail with ${error}.`);
    }
  }
}

function serviceOf(type: string): ServiceName {
  if (type.startsWith('AWS::IAM::')) return 'iam';
  return type.startsWith('AWS::EKS::') ? 'eks' : 'ec2';
}
