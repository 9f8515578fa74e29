import type { AssociationBatch, AssociationReader, ClusterRef } from '@podpass/inventory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAssociationReader, defaultBudgets } from '../../src/index.ts';
import { openStage, type Stage } from './stage.ts';

const associations = 120;
const limit = { perSecond: 10, burst: 10 };

let stage: Stage;
let cluster: ClusterRef;
beforeAll(async () => {
  // The budget that the console has by default, which knows nothing of this account's smaller burst.
  stage = await openStage({ associations }, { budget: { eks: defaultBudgets.eks } });
  cluster = (await stage.gateways.eks.describeCluster('prod')).ref;
  await stage.control('PUT', 'rate-limits', { eks: limit });
  await stage.control('PUT', 'latency', { eks: 60 });
});
afterAll(() => stage.close());

describe('an account that allows ten calls per second', () => {
  it('is listed with descriptions close to that bound, and no throttling is seen', { timeout: 90_000 }, async () => {
    const reader = createAssociationReader({ eks: stage.gateways.eks });
    const calls = associations + Math.ceil(associations / 100);
    const bound = (calls - limit.burst) / limit.perSecond;
    const first = await timed(reader, cluster);
    expect(first.described).toBe(associations);
    expect(first.seconds / bound).toBeLessThan(1.3);
    expect(first.secondsToAllSummaries).toBeLessThan(bound / 4);

    const second = await timed(reader, cluster);
    expect(second.described).toBe(associations);
    expect(second.seconds).toBeLessThan(0.2);
  });
});

async function timed(reader: AssociationReader, listed: ClusterRef) {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const described = new Set<string>();
  let secondsToAllSummaries = 0;
  const count: Record<AssociationBatch['kind'], (batch: AssociationBatch) => void> = {
    summaries: () => (secondsToAllSummaries = seconds()),
    described: (batch) => 'items' in batch && batch.items.forEach(({ associationId }) => described.add(associationId)),
    gone: () => expect.unreachable(),
  };
  for await (const batch of reader.rows(listed)) count[batch.kind](batch);
  return { described: described.size, seconds: seconds(), secondsToAllSummaries };
}
