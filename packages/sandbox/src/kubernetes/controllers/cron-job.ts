import type { ClusterRuntime } from '../cluster-runtime.ts';
import { CRON_JOBS, JOBS } from '../objects/collections.ts';
import type { CronJob } from '../objects/kinds.ts';
import { isActive } from './pod-status.ts';
import { podsOf } from './child-pods.ts';
import { putStatus } from './status.ts';

/**
 * Lists a cron job's active jobs. Schedules do not fire by themselves here: time in the sandbox belongs to the test.
 * `kubectl create job --from=cronjob/NAME` is the way to a run.
 */
export function reconcileCronJob(cluster: ClusterRuntime, cronJob: CronJob): void {
  const jobs = cluster.store.childrenOf(cronJob.metadata.uid, JOBS);
  const active = jobs
    .filter((job) => podsOf(cluster, job).some(isActive))
    .map(({ apiVersion, kind, metadata }) => ({
      apiVersion,
      kind,
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
    }));
  const finished = jobs.flatMap((job) => job.status?.completionTime ?? []).toSorted();
  const started = jobs.map((job) => job.metadata.creationTimestamp).toSorted();
  const lastScheduleTime = started.at(-1) ?? cronJob.status?.lastScheduleTime;
  const lastSuccessfulTime = finished.at(-1) ?? cronJob.status?.lastSuccessfulTime;
  putStatus(cluster, CRON_JOBS, cronJob, {
    ...(active.length > 0 && { active }),
    ...(lastScheduleTime !== undefined && { lastScheduleTime }),
    ...(lastSuccessfulTime !== undefined && { lastSuccessfulTime }),
  });
}
