import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { CONTROLLER_REVISIONS, keyOf } from '../objects/collections.ts';
import { safeHash } from '../objects/hash.ts';
import type { LabelSelector, PodTemplate } from '../objects/kinds.ts';
import { resourceOfCollection } from '../resources/registry.ts';
import { createObject } from '../store/create-object.ts';
import { ownerReference } from './child-pods.ts';

const REVISION_TYPE = resourceOfCollection(CONTROLLER_REVISIONS.id);

/**
 * The controller revision of a stateful set's or daemon set's template: made when the template is new, put in front
 * when it is an old one again. `kubectl rollout undo` and `history` read these.
 */
export function currentRevision(
  cluster: ClusterRuntime,
  owner: KubernetesObject & { spec: { template: PodTemplate; selector: LabelSelector; revisionHistoryLimit?: number } },
): { name: string; hash: string } {
  const hash = safeHash(owner.spec.template);
  const name = `${owner.metadata.name}-${hash}`;
  const all = cluster.store.childrenOf(owner.metadata.uid, CONTROLLER_REVISIONS);
  const last = Math.max(0, ...all.map(revisionNumber));
  const known = all.find((revision) => revision.metadata.name === name);
  if (known === undefined) {
    createObject(
      cluster,
      REVISION_TYPE,
      {
        metadata: {
          name,
          labels: {
            ...owner.spec.selector.matchLabels,
            'controller-revision-hash': owner.kind === 'DaemonSet' ? hash : name,
          },
          ownerReferences: [ownerReference(owner)],
        },
        data: { spec: { template: { ...owner.spec.template, $patch: 'replace' } } },
        revision: last + 1,
      },
      { namespace: owner.metadata.namespace },
    );
  } else if (revisionNumber(known) < last) {
    cluster.store.put(CONTROLLER_REVISIONS, { ...known, revision: last + 1 });
  }
  const surplus = all.length - 1 - (owner.spec.revisionHistoryLimit ?? 10);
  const oldest = all.filter((revision) => revision !== known).toSorted((a, b) => revisionNumber(a) - revisionNumber(b));
  for (const revision of oldest.slice(0, Math.max(0, surplus)))
    cluster.store.remove(CONTROLLER_REVISIONS, keyOf(revision));
  return { name, hash };
}

function revisionNumber(revision: KubernetesObject): number {
  return Number(revision['revision'] ?? 0);
}
