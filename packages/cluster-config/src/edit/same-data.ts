import type { ConfigData } from '../config-value.ts';
import { isRecord } from './edit-data.ts';

/** Whether two values say the same; the order of keys does not matter, that of lists does. */
export function sameData(left: ConfigData | undefined, right: ConfigData | undefined): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item: ConfigData, index) => sameData(item, right[index] as ConfigData));
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && sameData(left[key], right[key]));
}
