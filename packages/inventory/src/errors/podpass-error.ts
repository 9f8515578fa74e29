import { errorCatalogue } from './error-catalogue.ts';
import type { ErrorCode, ErrorData } from './error-data.ts';

/** Where a failed call to AWS can be found again by AWS support and in CloudTrail. */
export interface ErrorOrigin {
  awsRequestId?: string | undefined;
  cause?: unknown;
}

/** The only error that packages throw on purpose. `message` is the catalogue's "what happened". */
export class PodpassError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly data: ErrorData[Code];
  readonly awsRequestId: string | undefined;

  constructor(code: Code, data: ErrorData[Code], origin: ErrorOrigin = {}) {
    super(errorCatalogue[code].what(data), origin.cause === undefined ? undefined : { cause: origin.cause });
    this.name = 'PodpassError';
    this.code = code;
    this.data = data;
    this.awsRequestId = origin.awsRequestId;
  }
}

export function isPodpassError(error: unknown): error is PodpassError {
  return error instanceof PodpassError;
}

export function hasCode<Code extends ErrorCode>(error: unknown, ...codes: Code[]): error is PodpassError<Code> {
  return isPodpassError(error) && (codes as ErrorCode[]).includes(error.code);
}

/** What happened, why, and what to do: the words of an error for a person. */
export interface ErrorWords {
  what: string;
  why: string;
  remedy: string;
}

export function errorWords<Code extends ErrorCode>(code: Code, data: ErrorData[Code]): ErrorWords {
  const entry = errorCatalogue[code];
  return { what: entry.what(data), why: entry.why(data), remedy: entry.remedy(data) };
}
