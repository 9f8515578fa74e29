import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { tagsOfResource } from '../tagged-resource.ts';

export function listTagsForResource(input: ListTagsForResourceRequest, call: CallContext): ListTagsForResourceResponse {
  return { tags: tagsOfResource(call, input.resourceArn ?? '') };
}
