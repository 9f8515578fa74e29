import type { AssociationRow } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { describedCount, mergeAssociations, type AssociationList } from '../src/api/association-list.ts';

const at = '2026-01-01T00:00:00.000Z';
const problem = { source: 'kubernetes', code: 'kubernetes-unreachable', what: 'w', why: 'y', remedy: 'r' } as const;

function bare(id: string): AssociationRow {
  return {
    associationId: id,
    associationArn: `arn:${id}`,
    namespace: 'app',
    serviceAccount: id,
    trust: { status: 'pending', reasons: [] },
  };
}

function full(id: string, roleArn = 'arn:aws:iam::111122223333:role/r'): AssociationRow {
  return {
    ...bare(id),
    trust: { status: 'ok', reasons: [] },
    details: { ...bare(id), roleArn, disableSessionTags: false, tags: {}, createdAt: at, modifiedAt: at },
    cluster: {
      namespaceExists: true,
      serviceAccountExists: true,
      pods: { total: 1, podIdentity: 1, irsa: 0, none: 0 },
    },
  };
}

function known(...rows: AssociationRow[]): AssociationList {
  return { rows, problems: [], complete: true, at };
}

const ids = ({ rows }: AssociationList): string[] => rows.map(({ associationId }) => associationId);

describe('a stream of associations', () => {
  it('adds rows in the order in which they come and replaces them by id', () => {
    const merge = mergeAssociations(undefined);
    merge.take({ type: 'rows', rows: [bare('a'), bare('b')] });
    merge.take({ type: 'rows', rows: [full('a')] });
    expect(ids(merge.list())).toEqual(['a', 'b']);
    expect(describedCount(merge.list())).toBe(1);
    expect(merge.list().complete).toBe(false);
  });

  it('shows the rows of the last answer while a refresh runs, and what it knew of them', () => {
    const merge = mergeAssociations(known(full('a'), full('b')));
    merge.take({ type: 'rows', rows: [bare('b'), bare('c')] });
    const list = merge.list();
    expect(ids(list)).toEqual(['a', 'b', 'c']);
    expect(list.rows[1]).toEqual(full('b'));
    expect(list.at).toBe(at);
  });

  it('drops what a complete answer has not named', () => {
    const merge = mergeAssociations(known(full('a'), full('b')));
    merge.take({ type: 'rows', rows: [full('b')] });
    merge.take({ type: 'complete', total: 1, at: '2026-01-02T00:00:00.000Z' });
    expect(merge.list()).toEqual({ rows: [full('b')], problems: [], complete: true, at: '2026-01-02T00:00:00.000Z' });
  });

  it('believes a complete answer that knows less: what the cluster said once is not shown as if it said it now', () => {
    const merge = mergeAssociations(known(full('a')));
    const unseen = { ...full('a'), cluster: undefined };
    merge.take({ type: 'rows', rows: [unseen] });
    expect(merge.list().rows[0]?.cluster).toBeDefined();
    merge.take({ type: 'problem', problem });
    merge.take({ type: 'complete', total: 1, at });
    expect(merge.list().rows[0]?.cluster).toBeUndefined();
    expect(merge.list().problems).toEqual([problem]);
  });

  it('says a problem at once on the first view, and keeps the old ones until a refresh is complete', () => {
    const first = mergeAssociations(undefined);
    first.take({ type: 'problem', problem });
    expect(first.list().problems).toEqual([problem]);
    const again = mergeAssociations({ ...known(full('a')), problems: [problem] });
    again.take({ type: 'rows', rows: [full('a')] });
    expect(again.list().problems).toEqual([problem]);
    again.take({ type: 'complete', total: 1, at });
    expect(again.list().problems).toEqual([]);
  });

  it('leaves the list that it started from as it was', () => {
    const start = known(full('a'));
    const merge = mergeAssociations(start);
    merge.take({ type: 'rows', rows: [full('a', 'arn:aws:iam::111122223333:role/other'), bare('z')] });
    expect(start).toEqual(known(full('a')));
  });
});
