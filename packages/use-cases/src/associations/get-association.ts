import type { Environment } from '../environment.ts';
import { livePods, subjectOf } from '../observe/pod-usage.ts';
import { orProblem, type SourceProblem } from '../observe/problem.ts';
import { associationRow, seeCluster } from './association-row.ts';

/** One association, asked of EKS now, with the pods and workloads that use it. Rejects with `association-not-found`. */
export async function getAssociation(env: Environment, key: string, associationId: string) {
  const cluster = await env.eks.describeCluster(key);
  const details = await env.eks.describeAssociation(cluster.ref, associationId);
  const problems: SourceProblem[] = [];
  const [role, inventory] = await Promise.all([
    orProblem('iam', problems, env.roles.byArn(details.roleArn)),
    orProblem('kubernetes', problems, env.observed.look(cluster)),
  ]);
  const { associationArn, namespace, serviceAccount, ownerArn } = details;
  const summary = {
    associationId,
    associationArn,
    namespace,
    serviceAccount,
    ...(ownerArn === undefined ? {} : { ownerArn }),
  };
  const iamFailed = problems.some((problem) => problem.source === 'iam');
  const uses = (item: { namespace: string; serviceAccount: string }) => subjectOf(item) === subjectOf(details);
  return {
    row: associationRow({
      cluster,
      summary,
      details,
      role: iamFailed ? undefined : (role ?? null),
      seen: inventory && seeCluster(inventory),
    }),
    pods: livePods(inventory?.pods ?? []).filter(uses),
    workloads: (inventory?.workloads ?? []).filter(uses),
    problems,
  };
}
