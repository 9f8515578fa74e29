import { AwsError } from '../../world.ts';

/** The words of a refusal, for a status reason. What is not a refusal is a defect and goes on. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof AwsError)) throw error;
  if (error.code === 'ValidationError') return error.message;
  const { message, httpStatus, code } = error;
  return `Resource handler returned message: "${message} (Status Code: ${httpStatus}, Error Code: ${code})"`;
}
