import type { StackTag } from '../../state/cloudformation-state.ts';
import type { CallContext } from '../../world.ts';
import type { JsonObject } from '../template/template.ts';

/** A resource of a stack that is to be made, changed or removed, on behalf of the one who changes the stack. */
export interface ResourceRequest {
  /** Its service is the one that the resource belongs to. */
  call: CallContext;
  stack: { id: string; name: string; tags: readonly StackTag[] };
  logicalId: string;
  /** Without functions; members are known and the required ones present. */
  properties: JsonObject;
  /** What it was before a change. */
  previous?: JsonObject;
}

/** A resource that has been made. */
export interface PresentResource {
  physicalId: string;
  properties: JsonObject;
  attributes: JsonObject;
}

export interface MadeResource {
  /** What `Ref` gives. */
  physicalId: string;
  /** What `Fn::GetAtt` gives. */
  attributes?: JsonObject;
}

export type Progress = { state: 'waiting' } | { state: 'failed'; reason: string } | ({ state: 'done' } & MadeResource);

/** How one resource type is made, changed and removed. Refusals are thrown as `AwsError`. */
export interface ResourceType {
  required: readonly string[];
  optional: readonly string[];
  /** Names that `Fn::GetAtt` takes. */
  attributes: readonly string[];
  /** Properties of which a change needs a new resource. */
  replacing: readonly string[];
  create: (request: ResourceRequest) => MadeResource;
  /** Changes the resource in place; without it every change is a replacement. */
  update?: (request: ResourceRequest, present: PresentResource) => MadeResource;
  /** What is not there any more is no error. */
  remove: (request: ResourceRequest, present: PresentResource) => void;
  /** For what takes its time: how far making or changing it has come. */
  progress?: (request: ResourceRequest, present: PresentResource) => Progress;
  /** For what takes its time: whether it is gone. */
  gone?: (request: ResourceRequest, present: PresentResource) => boolean;
}
