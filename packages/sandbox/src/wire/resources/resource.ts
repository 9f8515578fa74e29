/** What a call acts on, as policies see it. */
export interface RequestedResource {
  /** ARN, or `*` where the action has none. */
  arn: string;
  /** Tags that the resource has now: `aws:ResourceTag/…`. */
  tags?: Readonly<Record<string, string>>;
  /** Tags that the request sets: `aws:RequestTag/…`. */
  requestTags?: Readonly<Record<string, string>>;
  /** Keys of the service's own, for example `iam:PolicyARN`. */
  context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A text member of an input that is not typed here. */
export function textMember(input: Record<string, unknown>, name: string): string | undefined {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
