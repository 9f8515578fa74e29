import { randomUUID } from 'node:crypto';
import { type ErrorBody, httpStatus } from '@podpass/contract';
import { type ErrorCode, errorWords, hasCode, type InputIssue, isPodpassError, PodpassError } from '@podpass/inventory';
import { asStoreError } from '@podpass/store';

/** An error as the API answers it: the same form for every route and every kind of failure. */
export interface ErrorAnswer {
  defined: true;
  code: ErrorCode;
  status: number;
  message: string;
  data: ErrorBody;
}

/** Told of what was not foreseen, with the reference that the answer names. */
export type LogDefect = (error: unknown, reference: string) => void;

/** Turns whatever was thrown into an answer. What is not one of our errors is a defect: logged, never shown. */
export function answerOf(thrown: unknown, logDefect: LogDefect): ErrorAnswer {
  const error = asStoreError(thrown);
  if (isPodpassError(error)) return inWords(error);
  const reference = randomUUID();
  logDefect(error, reference);
  return inWords(new PodpassError('internal', { reference }));
}

function inWords(error: PodpassError): ErrorAnswer {
  const { what, why, remedy } = errorWords(error.code, error.data);
  return {
    defined: true,
    code: error.code,
    status: httpStatus[error.code],
    message: what,
    data: {
      why,
      remedy,
      ...('issues' in error.data && error.code === 'invalid-input' && { issues: error.data.issues as InputIssue[] }),
      ...(hasCode(error, 'config-invalid') && { diagnostics: error.data.diagnostics }),
      ...(hasCode(error, 'config-conflict') && { conflict: error.data }),
      ...(error.awsRequestId !== undefined && { awsRequestId: error.awsRequestId }),
    },
  };
}

export function invalidInput(message: string, path = ''): PodpassError<'invalid-input'> {
  return new PodpassError('invalid-input', { issues: [{ path, message }] });
}
