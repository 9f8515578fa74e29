import type { ConfigData } from '../config-value.ts';

export type Path = readonly (string | number)[];

/** Which half of a configuration a path speaks of, wherever that half stands in the text. */
export type EditTarget = 'cluster' | 'config';

/** A change in terms of what the configuration says. */
export type ConfigEdit =
  /** Missing mappings on the way are made. */
  | { readonly kind: 'set'; readonly target: EditTarget; readonly path: Path; readonly value: ConfigData }
  /** `path` leads to a list, which is made when it is missing. Without an index: at its end. */
  | {
      readonly kind: 'insert';
      readonly target: EditTarget;
      readonly path: Path;
      readonly index?: number;
      readonly value: ConfigData;
    }
  /** Gives the entry at `path` another key, which the mapping does not have yet; it stays where it stands. */
  | { readonly kind: 'rename'; readonly target: EditTarget; readonly path: Path; readonly key: string }
  /** Removes a key or a list entry. A collection that becomes empty stays, as {} or []. */
  | { readonly kind: 'remove'; readonly target: EditTarget; readonly path: Path };

export type EditProblemCode =
  | 'document-missing'
  | 'text-invalid'
  | 'path-missing'
  | 'path-not-a-mapping'
  | 'path-not-a-list'
  | 'key-taken'
  | 'shared-by-alias'
  | 'layout-unsupported';

export interface EditProblem {
  readonly code: EditProblemCode;
  readonly message: string;
}

/** Thrown inside the planner only; the public functions answer it as data. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
  readonly problem: EditProblem;

  constructor(code: EditProblemCode, message: string) {
    super(message);
    this.problem = { code, message };
  }
}
