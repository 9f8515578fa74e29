import type { Tag } from '@aws-sdk/client-iam';
import { invalidInput, limitExceeded } from './errors.ts';
import { fixedQuotas } from './quotas.ts';

/**
 * The tags of an entity after adding some. Keys compare without regard to case in IAM; a key given again takes the
 * new spelling and value.
 *
 * @throws AwsError `InvalidInput` for repeated or reserved keys, `LimitExceeded` for more than 50 tags
 */
export function withTags(
  present: Readonly<Record<string, string>>,
  added: readonly Tag[] = [],
): Record<string, string> {
  const keys = added.map((tag) => (tag.Key ?? '').toLowerCase());
  if (new Set(keys).size !== keys.length) {
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  const reserved = keys.find((key) => key.startsWith('aws:'));
  if (reserved !== undefined) {
    throw invalidInput('Caller is not allowed to use tag keys that begin with the reserved prefix aws:');
  }
  const kept = Object.entries(present).filter(([key]) => !keys.includes(key.toLowerCase()));
  const tags = Object.fromEntries([...kept, ...added.map((tag) => [tag.Key ?? '', tag.Value ?? ''])]);
  if (Object.keys(tags).length > fixedQuotas.tagsPerEntity) {
    throw limitExceeded('The number of tags has reached the maximum limit.');
  }
  return tags;
}

/** The tags of an entity without some keys. Keys that it does not have are no error. */
export function withoutTags(
  present: Readonly<Record<string, string>>,
  keys: readonly string[],
): Record<string, string> {
  const gone = new Set(keys.map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(present).filter(([key]) => !gone.has(key.toLowerCase())));
}

export function toSdkTags(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
