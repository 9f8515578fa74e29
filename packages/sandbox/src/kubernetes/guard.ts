import type { AwsError } from '../world.ts';

/** One request on its way to the guard: the same shape as the AWS port's calls. */
export interface KubernetesCall<Answer extends { status: number }> {
  service: 'kubernetes';
  /** Verb and resource: `PATCH serviceaccounts`, `LIST pods`, `CREATE pods/eviction`, `WATCH nodes`. */
  operation: string;
  /** Has the effect and gives the answer; refusals are answers with an error status. */
  perform: () => Promise<Answer>;
  /** The answer in Kubernetes form to a refusal of the guard itself. */
  refuse: (error: AwsError) => Answer;
}

/** May wait, refuse before or after the effect, cut the connection, and keep a log of calls. */
export type KubernetesGuard = <Answer extends { status: number }>(
  call: KubernetesCall<Answer>,
) => Promise<Answer | 'disconnect'>;
