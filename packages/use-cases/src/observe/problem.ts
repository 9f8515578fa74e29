import { errorWords, isPodpassError } from '@podpass/inventory';

/** A part of an answer that could not be had, in words. Matches the contract's `Problem`. */
export interface SourceProblem {
  source: 'eks' | 'iam' | 'kubernetes';
  code: string;
  what: string;
  why: string;
  remedy: string;
}

/** Turns an expected failure into words; what is not a PodpassError is a defect and goes on as it is. */
export function asProblem(source: SourceProblem['source'], error: unknown): SourceProblem {
  if (!isPodpassError(error)) throw error;
  return { source, code: error.code, ...errorWords(error.code, error.data) };
}

/** The value, or undefined with the failure added to `problems`. */
export async function orProblem<Value>(
  source: SourceProblem['source'],
  problems: SourceProblem[],
  value: Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await value;
  } catch (error) {
    problems.push(asProblem(source, error));
    return undefined;
  }
}
