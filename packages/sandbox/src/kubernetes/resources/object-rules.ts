import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { Cause } from '../api/api-error.ts';
import { isObject, type JsonObject, sameJson } from '../objects/json.ts';
import type { ConfigMap, Namespace, PodDisruptionBudget, RoleBinding, Secret } from '../objects/kinds.ts';
import { immutable, invalidValue, missing, selectorProblems } from './pod-validation.ts';

const DATA_KEY = /^[-._a-zA-Z0-9]+$/;

/** Defaults and rules of the kinds that have few of them. */
export const objectRules = {
  namespace: {
    defaults: (object: KubernetesObject): void => {
      const namespace = object as Namespace;
      if (namespace.metadata.deletionTimestamp === undefined)
        namespace.spec = { finalizers: ['kubernetes'], ...namespace.spec };
      namespace.metadata.labels = {
        ...namespace.metadata.labels,
        'kubernetes.io/metadata.name': namespace.metadata.name,
      };
      namespace.status ??= { phase: 'Active' };
    },
  },
  configMap: {
    validate: (object: KubernetesObject, old: KubernetesObject | undefined): Cause[] => {
      const map = object as ConfigMap;
      const before: ConfigMap | undefined = old;
      const frozen =
        before?.immutable === true && !sameJson([map.data, map.binaryData], [before.data, before.binaryData]);
      return [
        ...dataKeyProblems(map.data, 'data'),
        ...dataKeyProblems(map.binaryData, 'binaryData'),
        ...(frozen ? [{ field: 'data', message: 'Forbidden: field is immutable when `immutable` is set' }] : []),
      ];
    },
  },
  secret: {
    defaults: (object: KubernetesObject): void => {
      const secret = object as Secret;
      secret.type ??= 'Opaque';
      // What is sent as text is stored as bytes and never shown as text again.
      const encoded = Object.entries(secret.stringData ?? {}).map(([key, text]) => [
        key,
        Buffer.from(text).toString('base64'),
      ]);
      if (encoded.length > 0) secret.data = { ...secret.data, ...Object.fromEntries(encoded) };
      delete secret.stringData;
    },
    validate: (object: KubernetesObject, old: KubernetesObject | undefined): Cause[] => {
      const secret = object as Secret;
      const before: Secret | undefined = old;
      return [
        ...dataKeyProblems(secret.data, 'data'),
        ...(before !== undefined && secret.type !== before.type ? [immutable('type', secret.type)] : []),
      ];
    },
  },
  service: {
    defaults: (object: KubernetesObject): void => {
      if (!isObject(object['spec'])) return;
      const spec = object['spec'];
      spec['type'] ??= 'ClusterIP';
      spec['sessionAffinity'] ??= 'None';
      spec['internalTrafficPolicy'] ??= 'Cluster';
      spec['ipFamilyPolicy'] ??= 'SingleStack';
      spec['ipFamilies'] ??= ['IPv4'];
      spec['clusterIP'] ??= clusterAddress(object.metadata.uid);
      spec['clusterIPs'] ??= [spec['clusterIP']];
      for (const port of Array.isArray(spec['ports']) ? spec['ports'].filter(isObject) : []) {
        port['protocol'] ??= 'TCP';
        port['targetPort'] ??= port['port'];
      }
      object['status'] ??= { loadBalancer: {} };
    },
    validate: (object: KubernetesObject): Cause[] => {
      const spec = isObject(object['spec']) ? object['spec'] : {};
      const ports = Array.isArray(spec['ports']) ? spec['ports'].filter(isObject) : [];
      const headlessOrExternal = spec['clusterIP'] === 'None' || spec['type'] === 'ExternalName';
      if (ports.length === 0 && !headlessOrExternal) return [missing('spec.ports')];
      return ports.flatMap(portProblems);
    },
  },
  networkPolicy: {
    defaults: (object: KubernetesObject): void => {
      if (!isObject(object['spec'])) return;
      const spec = object['spec'];
      spec['podSelector'] ??= {};
      spec['policyTypes'] ??= spec['egress'] === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
    },
  },
  podDisruptionBudget: {
    validate: (object: KubernetesObject): Cause[] => {
      const { spec } = object as PodDisruptionBudget;
      if (spec === undefined) return [];
      const both = spec.minAvailable !== undefined && spec.maxUnavailable !== undefined;
      const problems = both ? [invalidValue('spec', {}, 'minAvailable and maxUnavailable cannot be both set')] : [];
      const chooses = spec.selector?.matchLabels !== undefined || spec.selector?.matchExpressions !== undefined;
      return chooses ? [...problems, ...selectorProblems(spec.selector, 'spec.selector')] : problems;
    },
  },
  binding: {
    defaults: (object: KubernetesObject): void => {
      const binding = object as RoleBinding;
      if (binding.roleRef === undefined) return;
      binding.roleRef.apiGroup ??= 'rbac.authorization.k8s.io';
      for (const subject of binding.subjects ?? []) {
        subject.apiGroup ??= subject.kind === 'ServiceAccount' ? '' : 'rbac.authorization.k8s.io';
      }
    },
    validate: (object: KubernetesObject, old: KubernetesObject | undefined): Cause[] => {
      const binding = object as RoleBinding;
      if (binding.roleRef === undefined) return [missing('roleRef')];
      const before = old as RoleBinding | undefined;
      if (before === undefined || sameJson(binding.roleRef, before.roleRef)) return [];
      return [invalidValue('roleRef', binding.roleRef, 'cannot change roleRef')];
    },
  },
};

function dataKeyProblems(data: Record<string, string> | undefined, field: string): Cause[] {
  return Object.keys(data ?? {})
    .filter((key) => !DATA_KEY.test(key) || key.length > 253)
    .map((key) =>
      invalidValue(
        `${field}[${key}]`,
        key,
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ),
    );
}

function portProblems(port: JsonObject, index: number): Cause[] {
  const number = port['port'];
  const valid = typeof number === 'number' && number >= 1 && number <= 65_535;
  return valid ? [] : [invalidValue(`spec.ports[${index}].port`, number, 'must be between 1 and 65535, inclusive')];
}

/** An address of the service range that does not change while the object exists. */
function clusterAddress(uid: string): string {
  const digits = uid.replaceAll('-', '');
  return `10.100.${Number.parseInt(digits.slice(0, 2), 16)}.${Number.parseInt(digits.slice(2, 4), 16)}`;
}
