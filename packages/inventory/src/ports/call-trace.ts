/** Which requests to AWS a piece of work has made, for the people who have to find them again in CloudTrail. */
export interface CallTrace {
  /** `changes`: the ids of those that were answered well and change something, in the order of their answers. */
  during<Result>(work: () => Promise<Result>): Promise<{ result: Result; changes: string[] }>;
}
