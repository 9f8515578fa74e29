import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { Cause } from '../api/api-error.ts';
import type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  JobSpec,
  PodTemplate,
  ReplicaSet,
  StatefulSet,
} from '../objects/kinds.ts';
import { sameJson } from '../objects/json.ts';
import { defaultPodSpec } from './pod-defaults.ts';
import { immutable, invalidValue, missing, podSpecProblems, templateProblems, unsupported } from './pod-validation.ts';

type Rules = {
  defaults: (object: KubernetesObject) => void;
  validate: (object: KubernetesObject, old: KubernetesObject | undefined) => Cause[];
};

/** Types the rules of one kind; the schema has made sure of the form before they are called. */
function rules<T extends KubernetesObject>(
  defaults: (object: T) => void,
  validate: (object: T, old: T | undefined) => Cause[],
): Rules {
  return {
    defaults: (object) => defaults(object as T),
    validate: (object, old) => validate(object as T, old as T | undefined),
  };
}

export const deploymentRules = rules<Deployment>(
  ({ spec }) => {
    if (spec === undefined) return;
    spec.replicas ??= 1;
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
    spec.strategy ??= {};
    spec.strategy.type ??= 'RollingUpdate';
    if (spec.strategy.type === 'RollingUpdate') {
      spec.strategy.rollingUpdate = { maxUnavailable: '25%', maxSurge: '25%', ...spec.strategy.rollingUpdate };
    }
    defaultTemplate(spec.template);
  },
  ({ spec }, old) => {
    if (spec === undefined) return [missing('spec.selector'), missing('spec.template.spec.containers')];
    const problems = [...replicaProblems(spec.replicas), ...templateProblems(spec.selector, spec.template)];
    const { strategy } = spec;
    if (strategy?.type !== undefined && !['RollingUpdate', 'Recreate'].includes(strategy.type)) {
      problems.push(unsupported('spec.strategy.type', strategy.type, ['Recreate', 'RollingUpdate']));
    } else if (strategy?.type === 'Recreate' && strategy.rollingUpdate !== undefined) {
      problems.push({
        reason: 'FieldValueForbidden',
        field: 'spec.strategy.rollingUpdate',
        message: "Forbidden: may not be specified when strategy `type` is 'Recreate'",
      });
    } else if (isZero(strategy?.rollingUpdate?.maxSurge) && isZero(strategy?.rollingUpdate?.maxUnavailable)) {
      problems.push(invalidValue('spec.strategy.rollingUpdate.maxUnavailable', 0, 'may not be 0 when `maxSurge` is 0'));
    }
    return [...problems, ...alwaysRestarts(spec.template), ...sameSelector(spec.selector, old?.spec.selector)];
  },
);

export const replicaSetRules = rules<ReplicaSet>(
  ({ spec }) => {
    if (spec === undefined) return;
    spec.replicas ??= 1;
    defaultTemplate(spec.template);
  },
  ({ spec }, old) => {
    if (spec === undefined) return [missing('spec.selector')];
    return [
      ...replicaProblems(spec.replicas),
      ...templateProblems(spec.selector, spec.template),
      ...sameSelector(spec.selector, old?.spec.selector),
    ];
  },
);

export const statefulSetRules = rules<StatefulSet>(
  ({ spec }) => {
    if (spec === undefined) return;
    spec.replicas ??= 1;
    spec.podManagementPolicy ??= 'OrderedReady';
    spec.revisionHistoryLimit ??= 10;
    spec.updateStrategy ??= {};
    spec.updateStrategy.type ??= 'RollingUpdate';
    if (spec.updateStrategy.type === 'RollingUpdate') spec.updateStrategy.rollingUpdate ??= { partition: 0 };
    defaultTemplate(spec.template);
  },
  ({ spec }, old) => {
    if (spec === undefined) return [missing('spec.selector'), missing('spec.template.spec.containers')];
    const problems = [...replicaProblems(spec.replicas), ...templateProblems(spec.selector, spec.template)];
    const changed =
      old !== undefined && (!sameJson(spec.selector, old.spec.selector) || spec.serviceName !== old.spec.serviceName);
    if (changed) {
      problems.push({
        reason: 'FieldValueForbidden',
        field: 'spec',
        message:
          "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      });
    }
    return [...problems, ...alwaysRestarts(spec.template), ...strategyProblems(spec.updateStrategy?.type)];
  },
);

export const daemonSetRules = rules<DaemonSet>(
  ({ spec }) => {
    if (spec === undefined) return;
    spec.revisionHistoryLimit ??= 10;
    spec.updateStrategy ??= {};
    spec.updateStrategy.type ??= 'RollingUpdate';
    if (spec.updateStrategy.type === 'RollingUpdate') {
      spec.updateStrategy.rollingUpdate = { maxUnavailable: 1, maxSurge: 0, ...spec.updateStrategy.rollingUpdate };
    }
    defaultTemplate(spec.template);
  },
  ({ spec }, old) => {
    if (spec === undefined) return [missing('spec.selector'), missing('spec.template.spec.containers')];
    return [
      ...templateProblems(spec.selector, spec.template),
      ...alwaysRestarts(spec.template),
      ...strategyProblems(spec.updateStrategy?.type),
      ...sameSelector(spec.selector, old?.spec.selector),
    ];
  },
);

export const jobRules = rules<Job>(
  ({ spec, metadata }) => {
    if (spec === undefined) return;
    defaultJobSpec(spec);
    if (spec.manualSelector === true || spec.template === undefined || metadata.uid === undefined) return;
    // A job finds its pods by a label that only it has.
    const own = { 'batch.kubernetes.io/controller-uid': metadata.uid };
    spec.selector ??= { matchLabels: own };
    const labels = {
      ...spec.template.metadata?.labels,
      ...own,
      'batch.kubernetes.io/job-name': metadata.name,
      'controller-uid': metadata.uid,
      'job-name': metadata.name,
    };
    spec.template.metadata = { ...spec.template.metadata, labels };
  },
  ({ spec }, old) => {
    if (spec === undefined) return [missing('spec.template.spec.containers')];
    const problems = jobSpecProblems(spec, 'spec');
    // Parallelism and suspension may change; what the pods are may not.
    if (old !== undefined && !sameJson(spec.template, old.spec.template)) {
      problems.push(immutable('spec.template', spec.template));
    }
    return problems;
  },
);

export const cronJobRules = rules<CronJob>(
  ({ spec }) => {
    if (spec === undefined) return;
    spec.concurrencyPolicy ??= 'Allow';
    spec.suspend ??= false;
    spec.successfulJobsHistoryLimit ??= 3;
    spec.failedJobsHistoryLimit ??= 1;
    if (spec.jobTemplate?.spec?.template !== undefined) defaultTemplate(spec.jobTemplate.spec.template);
  },
  ({ spec }) => {
    if (spec === undefined) return [missing('spec.schedule'), missing('spec.jobTemplate')];
    const problems: Cause[] = [];
    if ((spec.schedule ?? '') === '') problems.push(missing('spec.schedule'));
    else if (
      !/^(@(yearly|annually|monthly|weekly|daily|midnight|hourly|every .+)|(\S+\s+){4}\S+)$/.test(spec.schedule.trim())
    ) {
      problems.push(
        invalidValue(
          'spec.schedule',
          spec.schedule,
          `expected exactly 5 fields, found ${spec.schedule.trim().split(/\s+/).length}: ${spec.schedule}`,
        ),
      );
    }
    if (spec.concurrencyPolicy !== undefined && !['Allow', 'Forbid', 'Replace'].includes(spec.concurrencyPolicy)) {
      problems.push(unsupported('spec.concurrencyPolicy', spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace']));
    }
    const jobSpec = spec.jobTemplate?.spec;
    return jobSpec === undefined
      ? [...problems, missing('spec.jobTemplate.spec.template.spec.containers')]
      : [...problems, ...jobSpecProblems(jobSpec, 'spec.jobTemplate.spec')];
  },
);

export const podRules = rules<KubernetesObject & { spec?: PodTemplate['spec'] }>(
  (pod) => {
    if (pod.spec !== undefined) defaultPodSpec(pod.spec);
    pod['status'] ??= { phase: 'Pending' };
  },
  ({ spec }, old) => {
    const problems = podSpecProblems(spec, 'spec');
    if (problems.length > 0 || old === undefined || spec === undefined) return problems;
    return sameJson(changeable(spec), changeable(old.spec))
      ? []
      : [
          {
            reason: 'FieldValueForbidden',
            field: 'spec',
            message:
              'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
          },
        ];
  },
);

/** A pod spec without the members that may change after creation. */
function changeable(spec: PodTemplate['spec'] | undefined): unknown {
  if (spec === undefined) return undefined;
  const {
    tolerations: _,
    activeDeadlineSeconds: __,
    terminationGracePeriodSeconds: ___,
    nodeName: ____,
    ...rest
  } = spec;
  const withoutImages = (containers: PodTemplate['spec']['containers'] | undefined): unknown =>
    containers?.map(({ image: _____, ...container }) => container);
  return { ...rest, containers: withoutImages(spec.containers), initContainers: withoutImages(spec.initContainers) };
}

function defaultTemplate(template: PodTemplate | undefined): void {
  if (template?.spec !== undefined) defaultPodSpec(template.spec);
}

function defaultJobSpec(spec: JobSpec): void {
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  spec.parallelism ??= 1;
  spec.backoffLimit ??= 6;
  spec.completionMode ??= 'NonIndexed';
  spec.suspend ??= false;
  defaultTemplate(spec.template);
}

function jobSpecProblems(spec: JobSpec, path: string): Cause[] {
  const template = spec.template?.spec;
  const problems = podSpecProblems(template, `${path}.template.spec`);
  const policy = template?.restartPolicy ?? 'Always';
  if (template !== undefined && !['OnFailure', 'Never'].includes(policy)) {
    problems.push({
      reason: 'FieldValueRequired',
      field: `${path}.template.spec.restartPolicy`,
      message: 'Required value: valid values: "OnFailure", "Never"',
    });
  }
  return problems;
}

function replicaProblems(replicas: number | undefined): Cause[] {
  return (replicas ?? 0) < 0 ? [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')] : [];
}

function alwaysRestarts(template: PodTemplate | undefined): Cause[] {
  const policy = template?.spec?.restartPolicy ?? 'Always';
  return policy === 'Always' ? [] : [unsupported('spec.template.spec.restartPolicy', policy, ['Always'])];
}

function sameSelector(selector: unknown, old: unknown): Cause[] {
  return old === undefined || sameJson(selector, old) ? [] : [immutable('spec.selector', selector)];
}

function strategyProblems(type: string | undefined): Cause[] {
  const known = ['RollingUpdate', 'OnDelete'];
  return type === undefined || known.includes(type) ? [] : [unsupported('spec.updateStrategy.type', type, known)];
}

function isZero(value: number | string | undefined): boolean {
  return value === 0 || value === '0%' || value === '0';
}
