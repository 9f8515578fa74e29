import { objectReference } from './core.ts';
import { condition, kind, labelSelector, objectMeta } from './meta.ts';
import { podTemplate } from './pod.ts';
import { any, boolean, integer, intOrString, keyed, list, object, type Schema, string, time } from './schema.ts';

const APPS = 'io.k8s.api.apps.v1';
const BATCH = 'io.k8s.api.batch.v1';
const conditions = keyed(condition, 'type');

const rollingUpdate = object(`${APPS}.RollingUpdate`, {
  maxSurge: intOrString,
  maxUnavailable: intOrString,
  partition: integer,
});
const strategy = {
  ...object(`${APPS}.DeploymentStrategy`, { type: string, rollingUpdate }),
  retainKeys: true,
};
const updateStrategy = object(`${APPS}.UpdateStrategy`, { type: string, rollingUpdate });

function counts(...names: string[]): Record<string, Schema> {
  return Object.fromEntries(names.map((name) => [name, integer]));
}

export const deployment = kind(`${APPS}.Deployment`, {
  spec: object(
    `${APPS}.DeploymentSpec`,
    {
      replicas: integer,
      selector: labelSelector,
      template: podTemplate,
      strategy,
      minReadySeconds: integer,
      revisionHistoryLimit: integer,
      progressDeadlineSeconds: integer,
      paused: boolean,
    },
    ['selector', 'template'],
  ),
  status: object(`${APPS}.DeploymentStatus`, {
    ...counts('observedGeneration', 'replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas'),
    ...counts('unavailableReplicas', 'terminatingReplicas', 'collisionCount'),
    conditions,
  }),
});

export const replicaSet = kind(`${APPS}.ReplicaSet`, {
  spec: object(
    `${APPS}.ReplicaSetSpec`,
    { replicas: integer, selector: labelSelector, template: podTemplate, minReadySeconds: integer },
    ['selector'],
  ),
  status: object(`${APPS}.ReplicaSetStatus`, {
    ...counts('observedGeneration', 'replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'),
    ...counts('terminatingReplicas'),
    conditions,
  }),
});

export const statefulSet = kind(`${APPS}.StatefulSet`, {
  spec: object(
    `${APPS}.StatefulSetSpec`,
    {
      replicas: integer,
      selector: labelSelector,
      template: podTemplate,
      serviceName: string,
      podManagementPolicy: string,
      updateStrategy,
      volumeClaimTemplates: list(any),
      revisionHistoryLimit: integer,
      minReadySeconds: integer,
      persistentVolumeClaimRetentionPolicy: any,
      ordinals: any,
    },
    ['selector', 'template'],
  ),
  status: object(`${APPS}.StatefulSetStatus`, {
    ...counts('observedGeneration', 'replicas', 'readyReplicas', 'availableReplicas', 'currentReplicas'),
    ...counts('updatedReplicas', 'collisionCount'),
    currentRevision: string,
    updateRevision: string,
    conditions,
  }),
});

export const daemonSet = kind(`${APPS}.DaemonSet`, {
  spec: object(
    `${APPS}.DaemonSetSpec`,
    {
      selector: labelSelector,
      template: podTemplate,
      updateStrategy,
      minReadySeconds: integer,
      revisionHistoryLimit: integer,
    },
    ['selector', 'template'],
  ),
  status: object(`${APPS}.DaemonSetStatus`, {
    ...counts('observedGeneration', 'currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled'),
    ...counts('numberReady', 'updatedNumberScheduled', 'numberAvailable', 'numberUnavailable', 'collisionCount'),
    conditions,
  }),
});

export const controllerRevision = kind(`${APPS}.ControllerRevision`, { data: any, revision: integer }, ['revision']);

const jobSpec = object(
  `${BATCH}.JobSpec`,
  {
    parallelism: integer,
    completions: integer,
    activeDeadlineSeconds: integer,
    backoffLimit: integer,
    backoffLimitPerIndex: integer,
    maxFailedIndexes: integer,
    selector: labelSelector,
    manualSelector: boolean,
    template: podTemplate,
    ttlSecondsAfterFinished: integer,
    completionMode: string,
    suspend: boolean,
    podFailurePolicy: any,
    successPolicy: any,
    podReplacementPolicy: string,
    managedBy: string,
  },
  ['template'],
);

export const job = kind(`${BATCH}.Job`, {
  spec: jobSpec,
  status: object(`${BATCH}.JobStatus`, {
    ...counts('active', 'ready', 'succeeded', 'failed', 'terminating'),
    startTime: time,
    completionTime: time,
    completedIndexes: string,
    failedIndexes: string,
    uncountedTerminatedPods: any,
    conditions,
  }),
});

export const cronJob = kind(`${BATCH}.CronJob`, {
  spec: object(
    `${BATCH}.CronJobSpec`,
    {
      schedule: string,
      timeZone: string,
      startingDeadlineSeconds: integer,
      concurrencyPolicy: string,
      suspend: boolean,
      jobTemplate: object(`${BATCH}.JobTemplateSpec`, { metadata: objectMeta, spec: jobSpec }),
      successfulJobsHistoryLimit: integer,
      failedJobsHistoryLimit: integer,
    },
    ['schedule', 'jobTemplate'],
  ),
  status: object(`${BATCH}.CronJobStatus`, {
    active: list(objectReference),
    lastScheduleTime: time,
    lastSuccessfulTime: time,
  }),
});
