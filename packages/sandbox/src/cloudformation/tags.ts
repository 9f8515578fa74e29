import type { Tag } from '@aws-sdk/client-cloudformation';
import type { StackTag } from '../state/cloudformation-state.ts';
import { validationError } from './errors.ts';

const MOST_TAGS = 50;

/**
 * Tags as given, in that order. Of a key that is given twice the last value counts, in the place of the first: eksctl
 * repeats its own tags in every change set.
 *
 * @throws AwsError `ValidationError`
 */
export function readTags(tags: readonly Tag[] = []): StackTag[] {
  const byKey = new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  const reserved = [...byKey.keys()].find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) throw validationError('aws: prefixed tag key names are not allowed for external use.');
  if (byKey.size > MOST_TAGS) throw validationError(`The number of tags exceeds the limit of ${MOST_TAGS}.`);
  return [...byKey].map(([key, value]) => ({ key, value }));
}

export function tagsView(tags: readonly StackTag[]): Tag[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}
