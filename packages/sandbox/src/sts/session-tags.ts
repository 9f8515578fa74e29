import type { Tag } from '@aws-sdk/client-sts';
import { tagKeys } from '../authorize/index.ts';
import { validationError } from '../iam/errors.ts';
import type { Principal } from '../world.ts';

/** The tags of a new session: those asked for and those that the caller's own session hands on. */
export interface SessionTags {
  tags: Record<string, string>;
  transitiveTagKeys: string[];
}

/**
 * Merges the tags of a request with the transitive tags of the calling session, which always go along.
 *
 * @throws AwsError `ValidationError` for repeated keys, for transitive keys without a tag, and for tags that would
 * replace an inherited one
 */
export function sessionTags(
  principal: Principal,
  requested: readonly Tag[] = [],
  transitive: readonly string[] = [],
): SessionTags {
  const inherited = inheritedTags(principal);
  const keys = requested.map((tag) => (tag.Key ?? '').toLowerCase());
  if (new Set(keys).size !== keys.length) {
    throw validationError('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if (transitive.some((key) => !keys.includes(key.toLowerCase()))) {
    throw validationError('The specified transitive tag key must be included in the requested tags.');
  }
  if (Object.keys(inherited).some((key) => keys.includes(key.toLowerCase()))) {
    throw validationError(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  const asked = Object.fromEntries(requested.map((tag) => [tag.Key ?? '', tag.Value ?? '']));
  return { tags: { ...inherited, ...asked }, transitiveTagKeys: [...Object.keys(inherited), ...transitive] };
}

/** The condition keys by which trust and identity policies see the tags of a request. */
export function tagContext({ tags, transitiveTagKeys }: SessionTags): Record<string, string | string[]> {
  return {
    ...tagKeys('aws:RequestTag', tags),
    ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
    ...(transitiveTagKeys.length === 0 ? {} : { 'sts:TransitiveTagKeys': transitiveTagKeys }),
  };
}

function inheritedTags(principal: Principal): Record<string, string> {
  if (principal.kind !== 'assumed-role') return {};
  const handedOn = new Set(principal.transitiveTagKeys.map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(principal.tags).filter(([key]) => handedOn.has(key.toLowerCase())));
}
