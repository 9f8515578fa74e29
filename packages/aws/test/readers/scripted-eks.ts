import {
  type Association,
  type AssociationSummary,
  type ClusterRef,
  type EksPort,
  PodpassError,
} from '@podpass/inventory';

export const cluster: ClusterRef = {
  key: 'prod',
  name: 'prod',
  region: 'eu-west-1',
  account: '111122223333',
  partition: 'aws',
  arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod',
};

export function association(index: number, roleArn = 'arn:aws:iam::111122223333:role/first'): Association {
  const associationId = `a-${String(index).padStart(17, '0')}`;
  const at = '2026-01-15T08:00:00.000Z';
  return {
    associationId,
    associationArn: `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/prod/${associationId}`,
    namespace: 'shop',
    serviceAccount: `app-${index}`,
    roleArn,
    disableSessionTags: false,
    tags: {},
    createdAt: at,
    modifiedAt: at,
  };
}

/**
 * The two reads of EKS that the reader makes, answered by hand: each call waits until the test lets it go, so that a
 * test decides what happens between a question and its answer.
 */
export class ScriptedEks {
  readonly associations = new Map<string, Association>();
  readonly pageSize: number;
  lists = 0;
  readonly described: string[] = [];
  inFlight = 0;
  mostInFlight = 0;
  failDescribe: ((associationId: string) => Error | undefined) | undefined;
  /** Answers wait for these; by default they come at once. */
  gate: () => Promise<void> = () => Promise.resolve();
  listGate: () => Promise<void> = () => Promise.resolve();

  constructor(count: number, pageSize = 100) {
    this.pageSize = pageSize;
    for (let index = 0; index < count; index += 1) this.put(association(index));
  }

  put(added: Association): void {
    this.associations.set(added.associationId, added);
  }

  get port(): EksPort {
    const reads: Pick<EksPort, 'listAssociations' | 'describeAssociation'> = {
      listAssociations: (_cluster, _filter, options) => this.#list(options?.signal),
      describeAssociation: (_cluster, associationId) => this.#describe(associationId),
    };
    return reads as EksPort;
  }

  async *#list(signal: AbortSignal | undefined): AsyncGenerator<AssociationSummary[]> {
    this.lists += 1;
    const all = [...this.associations.values()].map(
      ({ associationId, associationArn, namespace, serviceAccount }): AssociationSummary => ({
        associationId,
        associationArn,
        namespace,
        serviceAccount,
      }),
    );
    for (let start = 0; start === 0 || start < all.length; start += this.pageSize) {
      await this.listGate();
      signal?.throwIfAborted();
      yield all.slice(start, start + this.pageSize);
    }
  }

  async #describe(associationId: string): Promise<Association> {
    this.described.push(associationId);
    this.mostInFlight = Math.max(this.mostInFlight, (this.inFlight += 1));
    // What is true when the question arrives, whenever the answer does.
    const found = this.associations.get(associationId);
    const failure = this.failDescribe?.(associationId);
    await this.gate();
    this.inFlight -= 1;
    if (failure) throw failure;
    if (!found) throw new PodpassError('association-not-found', { cluster: 'prod', associationId });
    return found;
  }
}

/** A gate that stays shut until it is opened. */
export function shutGate(): { wait: () => Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait: () => opened, open };
}
