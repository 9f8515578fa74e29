/**
 * Bounds of one member. `min` and `max` bound the length of a text, the value of a number, or the size of a list or
 * map; a pattern has to match the whole text.
 */
export interface Constraint {
  min?: number;
  max?: number;
  pattern?: RegExp;
  values?: readonly string[];
}

/**
 * Constraints by operation and member path: `name`, `list[]` for elements, `list[].name`, `map{key}` and `map{value}`.
 * Which members are required is not here: the SDK's schemas know that.
 */
export type Constraints = Readonly<Record<string, Readonly<Record<string, Constraint>>>>;
