import type { ClusterRuntime } from '../cluster-runtime.ts';
import { JOBS } from '../objects/collections.ts';
import type { Condition, Job } from '../objects/kinds.ts';
import { conditionStatus } from '../tables/cells.ts';
import { createChildPod, deleteChildPod, podsOf } from './child-pods.ts';
import { recordEvent } from './events.ts';
import { isActive, isReady } from './pod-status.ts';
import { putStatus, withCondition } from './status.ts';

const COMPONENT = 'job-controller';

/** Runs a job's pods until as many as wanted have succeeded. */
export function reconcileJob(cluster: ClusterRuntime, job: Job): void {
  if (job.metadata.deletionTimestamp !== undefined || conditionStatus(job.status?.conditions, 'Complete')) return;
  const suspended = job.spec.suspend === true;
  const completions = job.spec.completions ?? 1;
  const pods = podsOf(cluster, job);
  const succeeded = pods.filter((pod) => pod.status?.phase === 'Succeeded').length;
  const active = pods.filter(isActive);
  if (suspended) for (const pod of active) deleteChildPod(cluster, job, pod, COMPONENT);
  const wanted = suspended ? 0 : Math.min(job.spec.parallelism ?? 1, completions - succeeded);
  for (let missing = wanted - active.length; missing > 0; missing -= 1) {
    if (createChildPod(cluster, job, job.spec.template, {}, COMPONENT) !== undefined) break;
  }
  writeStatus(cluster, job, completions, suspended);
}

function writeStatus(cluster: ClusterRuntime, job: Job, completions: number, suspended: boolean): void {
  const pods = podsOf(cluster, job);
  const active = pods.filter(isActive);
  const succeeded = pods.filter((pod) => pod.status?.phase === 'Succeeded').length;
  const at = cluster.timestamp();
  const complete = succeeded >= completions && !suspended;
  let conditions: Condition[] = job.status?.conditions ?? [];
  if (suspended) {
    conditions = withCondition(conditions, at, {
      type: 'Suspended',
      status: 'True',
      reason: 'JobSuspended',
      message: 'Job suspended',
    });
  } else if (conditionStatus(conditions, 'Suspended')) {
    conditions = withCondition(conditions, at, {
      type: 'Suspended',
      status: 'False',
      reason: 'JobResumed',
      message: 'Job resumed',
    });
  }
  if (complete) {
    const reached = {
      status: 'True',
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
    conditions = withCondition(conditions, at, { type: 'SuccessCriteriaMet', ...reached });
    conditions = withCondition(conditions, at, { type: 'Complete', ...reached });
    recordEvent(cluster, job, 'Normal', 'Completed', 'Job completed', COMPONENT);
  }
  putStatus(cluster, JOBS, job, {
    ...(active.length > 0 && { active: active.length }),
    ready: active.filter(isReady).length,
    terminating: pods.filter((pod) => pod.metadata.deletionTimestamp !== undefined).length,
    ...(succeeded > 0 && { succeeded }),
    ...(suspended ? {} : { startTime: job.status?.startTime ?? at }),
    ...(complete && { completionTime: at }),
    ...(conditions.length > 0 && { conditions }),
    uncountedTerminatedPods: {},
  });
}
