import { type ErrorReport, errorWords, isPodpassError } from '@podpass/inventory';

/** An error as it is shown and stored. What is not a PodpassError is a defect of ours and is named so. */
export function errorReport(error: unknown, reference: string): ErrorReport {
  if (!isPodpassError(error)) return { code: 'internal', ...errorWords('internal', { reference }) };
  return {
    code: error.code,
    ...errorWords(error.code, error.data),
    ...(error.awsRequestId === undefined ? {} : { awsRequestId: error.awsRequestId }),
  };
}
