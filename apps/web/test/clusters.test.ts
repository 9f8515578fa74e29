import type { ClusterSummary } from '@podpass/contract';
import type { ConfigSummary, OperationSummary } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { lastLifecycle, lifecycleNotice } from '../src/features/cluster/lifecycle-words.ts';
import { toClusterViews } from '../src/features/clusters/cluster-view.ts';

const operation = (more: Partial<OperationSummary> = {}): OperationSummary => ({
  id: 'o',
  clusterKey: 'a',
  kind: 'provision',
  title: 'Provision a',
  state: 'running',
  attempt: 1,
  requestedBy: 'ada',
  startedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const cluster = (name: string, more: Partial<ClusterSummary> = {}): ClusterSummary => ({
  ref: { key: name, name, region: 'us-west-2', account: '111122223333', partition: 'aws', arn: `arn:${name}` },
  ...more,
});
const config = (name: string, more: Partial<ConfigSummary> = {}): ConfigSummary => ({
  id: `config-${name}`,
  name,
  region: 'us-west-2',
  kubernetesVersion: '1.34',
  project: '',
  cloudCredential: '',
  state: 'draft',
  head: 0,
  unsaved: true,
  problems: { errors: 0, warnings: 0 },
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'ada',
  ...more,
});

describe('the list of clusters', () => {
  it('says of each how it stands: what is being done with it before what EKS says', () => {
    const failed = operation({ state: 'failed' });
    const deleting = operation({ kind: 'delete-cluster' });
    const views = toClusterViews(
      [
        cluster('live', { status: 'ACTIVE' }),
        cluster('coming', { operation: operation() }),
        cluster('failed', { status: 'ACTIVE', operation: failed }),
        cluster('going', { status: 'DELETING', operation: deleting }),
        cluster('odd'),
      ],
      [],
    );
    expect(views.map(({ name, status }) => [name, status])).toEqual([
      ['live', 'Active'],
      ['coming', 'Provisioning'],
      ['failed', 'Provisioning failed'],
      ['going', 'Deleting'],
      ['odd', 'Unknown'],
    ]);
  });

  it('has configurations of which there is no cluster in their region', () => {
    const saved = config('saved', { state: 'saved', head: 1 });
    const elsewhere = config('live', { id: 'elsewhere', region: 'eu-west-1' });
    const views = toClusterViews([cluster('live')], [config('live'), elsewhere, config(''), saved]);
    expect(views.slice(1).map(({ key, status }) => [key, status])).toEqual([
      ['draft elsewhere', 'Draft'],
      ['draft config-', 'Draft'],
      ['draft config-saved', 'Not provisioned'],
    ]);
  });
});

describe('the page of a cluster', () => {
  it('speaks of what runs, then of what waits, then of what ended last; never of changes in it', () => {
    const first = operation({ id: 'first', state: 'failed', endedAt: '2026-01-01T01:00:00.000Z' });
    const later = operation({
      id: 'later',
      kind: 'delete-cluster',
      state: 'done',
      endedAt: '2026-01-01T02:00:00.000Z',
    });
    const change = operation({ id: 'change', kind: 'add-associations' });
    const waiting = operation({ id: 'waiting', state: 'waiting' });
    const running = operation({ id: 'running' });
    expect(lastLifecycle([change])).toBeUndefined();
    expect(lastLifecycle([change, first, later])?.id).toBe('later');
    expect(lastLifecycle([waiting, change, first])?.id).toBe('waiting');
    expect(lastLifecycle([waiting, running, first])?.id).toBe('running');
  });

  it('says of one that EKS does not have what became of it, with cause and remedy', () => {
    const error = { code: 'x', what: 'It broke.', why: '', remedy: 'Mend it.' };
    const failed = lifecycleNotice(operation({ state: 'failed', error }), undefined, false);
    expect(failed).toMatchObject({ type: 'error', header: 'Provisioning failed' });
    expect(failed.text).toBe('It broke. Mend it. EKS has no cluster of this name in this region.');
    const at = '2026-01-01T02:00:00.000Z';
    const gone = lifecycleNotice(operation({ kind: 'delete-cluster', state: 'done', endedAt: at }), undefined, false);
    expect(gone).toMatchObject({ type: 'info', header: 'Deleted', at });
  });
});
