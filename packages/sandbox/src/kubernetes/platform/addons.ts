import type { AddonState, ClusterState } from '../../state/eks-state.ts';
import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { keyOf } from '../objects/collections.ts';
import { safeHash } from '../objects/hash.ts';
import { cloneJson, sameJson } from '../objects/json.ts';
import { ROLE_ANNOTATION } from '../admission/aws-identity.ts';
import { resourceOfCollection, resourceOfKind } from '../resources/registry.ts';
import { createObject, type Manifest } from '../store/create-object.ts';
import { deleteObject } from '../store/delete-object.ts';
import { updateObject } from '../store/update-object.ts';
import { addonManifests } from './addon-manifests.ts';
import { ensureNamespace } from './namespaces.ts';

/** Says which add-on a thing belongs to; what lacks it is nobody's and stays. */
const ADDON_LABEL = 'sandbox.podpass.dev/addon';
const IDENTITY_ANNOTATION = 'sandbox.podpass.dev/aws-identity';
const INSTALLED = new Set<AddonState['status']>(['ACTIVE', 'DEGRADED', 'UPDATING', 'UPDATE_FAILED', 'DELETE_FAILED']);
const COLLECTIONS = ['v1/serviceaccounts', 'apps/v1/deployments', 'apps/v1/daemonsets'];

/**
 * Installs what the cluster's add-ons consist of, follows their settings, and takes away what belongs to none. An
 * add-on's pods are replaced when its role or one of its associations changes (eks-and-iam §1.2).
 */
export function syncAddons(cluster: ClusterRuntime): void {
  const eks = cluster.eks();
  if (eks === undefined) return;
  const wanted = new Set<string>();
  for (const addon of Object.values(eks.addons).filter((one) => INSTALLED.has(one.status))) {
    ensureNamespace(cluster, addon.namespace);
    for (const manifest of addonManifests(addon)) {
      const labelled = decorate(manifest, addon, identityOf(eks, addon, cluster.world.now()));
      wanted.add(install(cluster, labelled));
    }
  }
  removeOthers(cluster, wanted, new Set(eks.preservedAddons ?? []));
}

/** Changes when what the add-on's pods get from AWS changes. */
function identityOf(eks: ClusterState, addon: AddonState, now: number): string {
  const associations = addon.associationIds.flatMap((id) => {
    const one = eks.associations[id];
    return one === undefined || one.visibleAt > now ? [] : [[one.serviceAccount, one.roleArn, one.id]];
  });
  return safeHash([addon.serviceAccountRoleArn ?? '', associations]);
}

function decorate(manifest: Manifest, addon: AddonState, identity: string): Manifest {
  const copy = cloneJson(manifest);
  const labels = { ...copy.metadata?.labels, [ADDON_LABEL]: addon.name, 'app.kubernetes.io/managed-by': 'EKS' };
  copy.metadata = { ...copy.metadata, namespace: addon.namespace, labels };
  if (copy['kind'] === 'ServiceAccount') {
    const role = addon.serviceAccountRoleArn;
    if (role !== undefined) copy.metadata.annotations = { ...copy.metadata.annotations, [ROLE_ANNOTATION]: role };
    return copy;
  }
  const spec = copy['spec'] as { template: { metadata: { annotations?: Record<string, string> } } };
  spec.template.metadata.annotations = { ...spec.template.metadata.annotations, [IDENTITY_ANNOTATION]: identity };
  return copy;
}

/** @returns collection and key of the installed object */
function install(cluster: ClusterRuntime, manifest: Manifest): string {
  const type = resourceOfKind(String(manifest['apiVersion']), String(manifest['kind']));
  if (type === undefined) throw new Error(`an add-on has an object of unknown kind ${String(manifest['kind'])}`);
  const { namespace, name = '' } = manifest.metadata ?? {};
  const old = cluster.store.find(type.collection, namespace, name);
  if (old === undefined) createObject(cluster, type, manifest, { namespace });
  else updateObject(cluster, type, old, merged(old, manifest), { part: 'spec' });
  return `${type.collection.id} ${namespace}/${name}`;
}

/** The installed object with the add-on's settings; what a user added to it stays. */
function merged(old: KubernetesObject, manifest: Manifest): KubernetesObject {
  const { annotations: oldAnnotations = {} } = old.metadata;
  const { [ROLE_ANNOTATION]: _, ...others } = oldAnnotations;
  const kept = manifest['kind'] === 'ServiceAccount' ? others : oldAnnotations;
  const metadata = {
    ...old.metadata,
    labels: { ...old.metadata.labels, ...manifest.metadata?.labels },
    annotations: { ...kept, ...manifest.metadata?.annotations },
  };
  if (manifest['spec'] === undefined) return { ...old, metadata };
  const type = resourceOfKind(old.apiVersion, old.kind);
  const defaulted = cloneJson({ ...old, spec: manifest['spec'] });
  type?.defaults(defaulted);
  const restarted = restartedAt(old);
  const template = (defaulted['spec'] as { template: { metadata: { annotations: Record<string, string> } } }).template;
  if (restarted !== undefined) template.metadata.annotations['kubectl.kubernetes.io/restartedAt'] = restarted;
  const spec = sameJson(defaulted['spec'], old['spec']) ? old['spec'] : defaulted['spec'];
  return { ...old, metadata, spec };
}

function restartedAt(object: KubernetesObject): string | undefined {
  const spec = object['spec'] as { template?: { metadata?: { annotations?: Record<string, string> } } } | undefined;
  return spec?.template?.metadata?.annotations?.['kubectl.kubernetes.io/restartedAt'];
}

function removeOthers(cluster: ClusterRuntime, wanted: ReadonlySet<string>, preserved: ReadonlySet<string>): void {
  for (const id of COLLECTIONS) {
    for (const object of cluster.store.list({ id })) {
      const addon = object.metadata.labels?.[ADDON_LABEL];
      if (addon === undefined || preserved.has(addon) || wanted.has(`${id} ${keyOf(object)}`)) continue;
      deleteObject(cluster, resourceOfCollection(id), object, { propagationPolicy: 'Background' });
    }
  }
}
