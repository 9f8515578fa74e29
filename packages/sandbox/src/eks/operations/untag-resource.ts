import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { tagsOfResource } from '../tagged-resource.ts';

/** Keys that the resource does not have are ignored. */
export function untagResource(input: UntagResourceRequest, call: CallContext): UntagResourceResponse {
  const tags = tagsOfResource(call, input.resourceArn ?? '');
  for (const key of input.tagKeys ?? []) {
    if (Object.hasOwn(tags, key)) {
      delete tags[key];
    }
  }
  return {};
}
