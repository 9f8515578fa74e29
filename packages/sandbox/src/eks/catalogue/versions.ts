/** Orders `v1.3.10-eksbuild.2` after `v1.3.8-eksbuild.2`: number by number. */
export function compareVersions(left: string, right: string): number {
  const leftNumbers = numbers(left);
  const rightNumbers = numbers(right);
  for (let index = 0; index < Math.max(leftNumbers.length, rightNumbers.length); index += 1) {
    const difference = (leftNumbers[index] ?? 0) - (rightNumbers[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function numbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
