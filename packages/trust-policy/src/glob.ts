/** Whether the text fits a pattern in which `*` stands for any run of characters and `?` for exactly one. */
export function matchesGlob(pattern: string, text: string): boolean {
  // Two pointers and one point of return instead of a regular expression: a pattern with many stars, which a trust
  // policy may hold, must not take exponential time.
  let inPattern = 0;
  let inText = 0;
  let lastStar = -1;
  let resumeAt = 0;
  while (inText < text.length) {
    const expected = pattern[inPattern];
    if (expected === '*') {
      lastStar = inPattern;
      resumeAt = inText;
      inPattern += 1;
    } else if (expected === '?' || expected === text[inText]) {
      inPattern += 1;
      inText += 1;
    } else if (lastStar >= 0) {
      resumeAt += 1;
      inPattern = lastStar + 1;
      inText = resumeAt;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/**
 * ARNs are compared part by part: a `*` does not reach over one of the first five colons, the last part may hold more
 * (IAM reference, ARN condition operators).
 */
export function matchesArn(pattern: string, arn: string): boolean {
  const patternParts = arnParts(pattern);
  const parts = arnParts(arn);
  return patternParts.length === parts.length && patternParts.every((part, at) => matchesGlob(part, parts[at] ?? ''));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
