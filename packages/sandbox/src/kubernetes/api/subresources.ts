import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { PODS, POD_DISRUPTION_BUDGETS, SERVICE_ACCOUNTS } from '../objects/collections.ts';
import { isObject, type JsonObject, textOf } from '../objects/json.ts';
import type { LabelSelector, Pod } from '../objects/kinds.ts';
import { matchesSelector } from '../objects/selectors.ts';
import { rfc3339 } from '../objects/time.ts';
import { isHealthy } from '../controllers/pod-status.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import * as policies from '../schema/policies.ts';
import { deleteObject } from '../store/delete-object.ts';
import { updateObject } from '../store/update-object.ts';
import { mintServiceAccountToken } from '../tokens.ts';
import { ApiError, badRequest, conflict, invalid, notFound } from './api-error.ts';
import { checkObject, readObject } from './body.ts';
import { applyPatch } from './patch.ts';
import { type ApiAnswer, type ApiCall, json, type RequestTarget, text } from './request.ts';
import { isDryRun, managerOf, requireObject } from './writes.ts';

const SCALE = { schema: policies.scale, kind: 'Scale', apiVersion: 'autoscaling/v1' };

/** GET, PUT and PATCH on `/scale`. */
export function handleScale(call: ApiCall, type: ResourceType, target: RequestTarget, verb: string): ApiAnswer {
  const object = requireObject(call, type, target);
  const scale = scaleOf(object);
  if (verb === 'get') return json(scale);
  const changed =
    verb === 'update' ? readObject(call, SCALE) : checkObject(call, SCALE, applyPatch(call, policies.scale, scale));
  const replicas = (changed['spec'] as JsonObject | undefined)?.['replicas'] ?? 0;
  const sent = changed.metadata.resourceVersion;
  if (sent && sent !== object.metadata.resourceVersion) {
    throw conflict(
      type,
      object.metadata.name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }
  const spec = { ...(object['spec'] as JsonObject), replicas };
  const manager = managerOf(call, 'Update', 'scale');
  return json(
    scaleOf(
      updateObject(call.cluster, type, object, { ...object, spec }, { part: 'spec', manager, dryRun: isDryRun(call) }),
    ),
  );
}

/** POST on `pods/NAME/eviction`: a deletion that respects disruption budgets. */
export function handleEviction(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  const eviction = readObject(call, { schema: policies.eviction, kind: 'Eviction', apiVersion: 'policy/v1' });
  const pod = requireObject(call, type, target) as Pod;
  const budgets = call.cluster.store
    .list(POD_DISRUPTION_BUDGETS, target.namespace)
    .filter((budget) => matchesSelector(budget.spec?.selector, pod.metadata.labels));
  if (budgets.length > 1) {
    throw new ApiError(
      500,
      'InternalError',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const [budget] = budgets;
  if (budget !== undefined && isHealthy(pod) && (budget.status?.disruptionsAllowed ?? 0) < 1) {
    const { desiredHealthy = 0, currentHealthy = 0 } = budget.status ?? {};
    throw new ApiError(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
      causes: [
        {
          reason: 'DisruptionBudget',
          message: `The disruption budget ${budget.metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
        },
      ],
    });
  }
  const options = isObject(eviction['deleteOptions']) ? eviction['deleteOptions'] : {};
  const grace = options['gracePeriodSeconds'];
  deleteObject(call.cluster, type, pod, {
    dryRun: isDryRun(call),
    ...(typeof grace === 'number' ? { gracePeriodSeconds: grace } : {}),
  });
  return json({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' }, 201);
}

/** GET on `pods/NAME/log`: the sandbox runs nothing, so a log says only that. */
export function handleLog(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  const pod = requireObject(call, type, target) as Pod;
  const asked = call.request.query.get('container') ?? '';
  const names = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map((container) => container.name);
  const name = asked === '' ? names[0] : asked;
  if (asked === '' && pod.spec.containers.length > 1) {
    throw badRequest(
      `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]`,
    );
  }
  if (name === undefined || !names.includes(name)) {
    throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
  }
  if (pod.status?.containerStatuses?.some((status) => status.name === name && 'waiting' in status.state) === true) {
    throw badRequest(`container "${name}" in pod "${pod.metadata.name}" is waiting to start: ContainerCreating`);
  }
  if (pod.status?.phase === 'Pending' || pod.status?.phase === undefined) {
    throw badRequest(`container "${name}" in pod "${pod.metadata.name}" is waiting to start: ContainerCreating`);
  }
  return text(`${pod.status.startTime ?? ''} ${name} started (the sandbox runs no containers)\n`, 'text/plain');
}

/** POST on `serviceaccounts/NAME/token`: a token for an audience, optionally bound to a pod. */
export function handleTokenRequest(call: ApiCall, type: ResourceType, target: RequestTarget): ApiAnswer {
  const request = readObject(call, {
    schema: policies.tokenRequest,
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
  });
  const { cluster } = call;
  const eks = cluster.eks();
  const account = cluster.store.find(SERVICE_ACCOUNTS, target.namespace, target.name ?? '');
  if (account === undefined || eks === undefined) throw notFound(type, target.name ?? '');
  const spec = (request['spec'] ?? {}) as {
    audiences?: string[];
    expirationSeconds?: number;
    boundObjectRef?: JsonObject;
  };
  const seconds = spec.expirationSeconds ?? 3600;
  if (seconds < 600 || seconds > 2 ** 32) {
    throw invalid({ group: 'authentication.k8s.io', plural: 'tokenrequests', kind: 'TokenRequest' }, '', [
      {
        reason: 'FieldValueInvalid',
        field: 'spec.expirationSeconds',
        message: `Invalid value: ${seconds}: may not specify a duration ${seconds < 600 ? 'less than 10 minutes' : 'larger than 2^32 seconds'}`,
      },
    ]);
  }
  const pod = boundPod(call, target.namespace ?? '', account.metadata.name, spec.boundObjectRef);
  const audiences =
    spec.audiences !== undefined && spec.audiences.length > 0 ? spec.audiences : ['https://kubernetes.default.svc'];
  const now = cluster.world.now();
  const issuedAt = now - (now % 1000);
  // EKS gives no API token a longer life than a day.
  const expiresAt = issuedAt + Math.min(seconds, 86_400) * 1000;
  const token = mintServiceAccountToken(eks, {
    namespace: target.namespace ?? '',
    serviceAccount: account.metadata.name,
    serviceAccountUid: account.metadata.uid,
    audiences,
    ...(pod === undefined ? {} : { podName: pod.metadata.name, podUid: pod.metadata.uid }),
    ...(pod?.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    issuedAt,
    expiresAt,
  });
  return json(
    {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name: account.metadata.name, namespace: target.namespace, creationTimestamp: cluster.timestamp() },
      spec: { audiences, expirationSeconds: seconds, boundObjectRef: spec.boundObjectRef ?? null },
      status: { token, expirationTimestamp: rfc3339(expiresAt) },
    },
    201,
  );
}

function boundPod(
  call: ApiCall,
  namespace: string,
  account: string,
  reference: JsonObject | undefined,
): Pod | undefined {
  if (reference === undefined) return undefined;
  const name = textOf(reference['name']);
  if (reference['kind'] !== 'Pod')
    throw badRequest(
      `cannot bind token for serviceaccount "${account}" to an object of kind ${String(reference['kind'])}`,
    );
  const pod = call.cluster.store.find(PODS, namespace, name);
  if (pod === undefined) throw notFound({ group: '', plural: 'pods', kind: 'Pod' }, name);
  const uid = reference['uid'];
  if (typeof uid === 'string' && uid !== '' && uid !== pod.metadata.uid) {
    throw conflict(
      { group: '', plural: 'pods', kind: 'Pod' },
      name,
      `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`,
    );
  }
  if (pod.spec.serviceAccountName !== account)
    throw badRequest(
      `cannot bind token for serviceaccount "${account}" to pod running with different serviceaccount name.`,
    );
  return pod;
}

function scaleOf(object: KubernetesObject): KubernetesObject {
  const spec = object['spec'] as { replicas?: number; selector?: LabelSelector };
  const status = (object['status'] ?? {}) as { replicas?: number };
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const selector = Object.entries(spec.selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec.replicas ?? 0 },
    status: { replicas: status.replicas ?? 0, selector: selector.join(',') },
  };
}
