import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-eks';
import { put } from '../../state/lookup.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { tagsOfResource } from '../tagged-resource.ts';
import { MOST_TAGS, reservedKey } from '../tags.ts';

/** The tag operations have errors of their own family: BadRequestException and NotFoundException. */
export function tagResource(input: TagResourceRequest, call: CallContext): TagResourceResponse {
  const tags = tagsOfResource(call, input.resourceArn ?? '');
  const added = input.tags ?? {};
  const reserved = reservedKey(Object.keys(added));
  if (reserved !== undefined) {
    throw new AwsError('BadRequestException', 400, `Tag keys beginning with aws: are reserved: ${reserved}`);
  }
  if (new Set([...Object.keys(tags), ...Object.keys(added)]).size > MOST_TAGS) {
    throw new AwsError('BadRequestException', 400, `A resource can have at most ${MOST_TAGS} tags.`);
  }
  for (const [key, value] of Object.entries(added)) {
    put(tags, key, value);
  }
  return {};
}
