import type { ErrorCode, ErrorData } from './error-data.ts';

type Words<Code extends ErrorCode> = (data: ErrorData[Code]) => string;

/** Of each code what happened, why, and what to do, told by its data. */
export type Catalogue<Codes extends ErrorCode> = {
  readonly [Code in Codes]: { what: Words<Code>; why: Words<Code>; remedy: Words<Code> };
};
