import { type Cluster, type ClusterRef, type KubernetesPorts, PodpassError } from '@podpass/inventory';
import { type Caller, createCaller } from './calls/caller.ts';
import { type Connection, openConnection } from './calls/connection.ts';
import { Outage } from './calls/outage.ts';
import { Slots } from './calls/slots.ts';
import { createKubernetesPort } from './port/kubernetes-port.ts';

export interface KubernetesGatewayOptions {
  /** A bearer token that the cluster takes now (`packages/aws` mints and remembers them). */
  token: (cluster: ClusterRef) => Promise<string>;
  /** How long one attempt of one request may take, in milliseconds. Left out: 15 seconds. */
  requestTimeoutMs?: number | undefined;
  /** How long one call may wait between its attempts, altogether, in milliseconds. Left out: 20 seconds. */
  retryBudgetMs?: number | undefined;
  /** Requests on their way to one cluster at the same time. Left out: 8. */
  concurrency?: number | undefined;
  /** How long requests fail at once after one found the cluster unreachable, in milliseconds. Left out: 10 seconds. */
  outageMs?: number | undefined;
}

/** The Kubernetes APIs of all clusters as one identity sees them. */
export interface KubernetesGateways {
  ports: KubernetesPorts;
  /** Ends all connections. Calls under way fail. */
  close(): Promise<void>;
}

/** One connection per cluster, kept for as long as its endpoint and certificate authority stay the same. */
export function createKubernetesGateways(options: KubernetesGatewayOptions): KubernetesGateways {
  const open = new Map<string, OpenCluster>();

  function connect(cluster: Cluster, address: Address): OpenCluster {
    const { endpoint, certificateAuthority } = address;
    const text = `${endpoint} ${certificateAuthority}`;
    const known = open.get(cluster.ref.arn);
    if (known?.address === text) return known;
    // Made anew under the same name; nothing waits for the old one's answers any more.
    void known?.connection.close();
    const connection = openConnection({ endpoint, certificateAuthority, token: () => options.token(cluster.ref) });
    const opened = {
      address: text,
      connection,
      slots: new Slots(options.concurrency ?? 8),
      outage: new Outage(options.outageMs ?? 10_000),
    };
    open.set(cluster.ref.arn, opened);
    return opened;
  }

  return {
    ports(cluster) {
      const address = addressOf(cluster);
      if (address === undefined) return createKubernetesPort(withoutEndpoint(cluster));
      const { connection, slots, outage } = connect(cluster, address);
      const { requestTimeoutMs = 15_000, retryBudgetMs = 20_000 } = options;
      return createKubernetesPort(
        createCaller({ cluster, connection, slots, outage, requestTimeoutMs, retryBudgetMs }),
      );
    },
    async close() {
      const connections = [...open.values()].map(({ connection }) => connection.close());
      open.clear();
      await Promise.all(connections);
    },
  };
}

interface OpenCluster {
  address: string;
  connection: Connection;
  slots: Slots;
  outage: Outage;
}

interface Address {
  endpoint: string;
  certificateAuthority: string;
}

function addressOf({ endpoint, certificateAuthority }: Cluster): Address | undefined {
  if (!endpoint || !certificateAuthority) return undefined;
  return { endpoint, certificateAuthority };
}

function withoutEndpoint({ ref, status }: Cluster): Caller {
  const detail = `The cluster has no endpoint (it is ${status}).`;
  return {
    cluster: ref.name,
    call: () => Promise.reject(new PodpassError('kubernetes-unreachable', { cluster: ref.name, detail })),
  };
}
