import type { Node } from 'yaml';

/** What is read of one document, by the library or without it: the library's nodes, and its complaints. */
export interface YamlDocument {
  readonly contents: Node | null;
  readonly errors: readonly YamlProblem[];
  readonly warnings: readonly YamlProblem[];
  /** Where it starts, and more that the library says of its end. */
  readonly range: readonly [start: number, ...number[]];
}

export interface YamlProblem {
  readonly pos: readonly [number, number];
  readonly message: string;
}
