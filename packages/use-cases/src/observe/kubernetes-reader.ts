import type { CallOptions, Cluster, KubernetesInventory, KubernetesPorts } from '@podpass/inventory';

/** One look at what runs in a cluster, shared by everybody who asks within a few seconds. */
export interface KubernetesReader {
  /** Rejects as the port does; a failure is not remembered. `fresh`: look again. */
  look(cluster: Cluster, options?: CallOptions & { fresh?: boolean }): Promise<KubernetesInventory>;
  /** To be called after a write. */
  forget(cluster: Pick<Cluster, 'ref'>): void;
}

export interface KubernetesReaderOptions {
  kubernetes: KubernetesPorts;
  now: () => number;
  /** How long a look is taken for true, in milliseconds. */
  maxAgeMs?: number;
}

export function createKubernetesReader({
  kubernetes,
  now,
  maxAgeMs = 3_000,
}: KubernetesReaderOptions): KubernetesReader {
  const looks = new Map<string, { at: number; pending: boolean; inventory: Promise<KubernetesInventory> }>();

  return {
    async look(cluster, { fresh = false } = {}) {
      const known = looks.get(cluster.ref.arn);
      // A look at a large cluster may take longer than its age allows; a second one beside it would not be faster.
      if (known && !fresh && (known.pending || now() - known.at < maxAgeMs)) return await known.inventory;
      // Not tied to the caller's signal: others may be waiting for the same look.
      const inventory = lookAt(kubernetes, cluster, now);
      const entry = { at: now(), pending: true, inventory };
      looks.set(cluster.ref.arn, entry);
      inventory.then(
        () => void (entry.pending = false),
        () => {
          if (looks.get(cluster.ref.arn) === entry) looks.delete(cluster.ref.arn);
        },
      );
      return await inventory;
    },
    forget(cluster) {
      looks.delete(cluster.ref.arn);
    },
  };
}

async function lookAt(kubernetes: KubernetesPorts, cluster: Cluster, now: () => number): Promise<KubernetesInventory> {
  const port = kubernetes(cluster);
  const observedAt = new Date(now()).toISOString();
  const [namespaces, serviceAccounts, pods, workloads] = await Promise.all([
    port.listNamespaces(),
    port.listServiceAccounts(),
    port.listPods(),
    port.listWorkloads(),
  ]);
  return { namespaces, serviceAccounts, pods, workloads, observedAt };
}
