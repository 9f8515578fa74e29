import { describe, expect, it } from 'vitest';
import { toEntryView } from '../src/features/access/access-entry-view.ts';
import { toOperationView } from '../src/operation-list/operation-view.ts';
import { durationInWords } from '../src/ui/duration.ts';
import MessageFormat from '../src/ui/message-format.ts';
import { relativeTime } from '../src/ui/relative-time.ts';

describe('times in words', () => {
  const now = new Date('2026-06-15T12:00:00Z');
  it.each([
    ['2026-06-15T12:00:00Z', 'now'],
    ['2026-06-15T11:59:15Z', '45 seconds ago'],
    ['2026-06-15T11:58:01Z', '1 minute ago'],
    ['2026-06-15T09:00:00Z', '3 hours ago'],
    ['2026-06-14T11:00:00Z', 'yesterday'],
    ['2026-03-15T12:00:00Z', '3 months ago'],
    ['2024-01-15T12:00:00Z', '2 years ago'],
    ['2026-06-15T14:30:00Z', 'in 2 hours'],
  ])('%s is %s', (at, words) => {
    expect(relativeTime(new Date(at), now)).toBe(words);
  });

  it.each([
    [0.44, '0.4 s'],
    [12.4, '12 s'],
    [59.7, '1 min 0 s'],
    [185, '3 min 5 s'],
  ])('%d seconds took %s', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });
});

describe('a change in the list', () => {
  const change = {
    id: 'i',
    clusterKey: 'demo',
    kind: 'add-associations',
    title: 'Add 1',
    state: 'running',
    attempt: 1,
    requestedBy: 'ada',
    startedAt: '2026-01-01T00:00:00.000Z',
  } as const;
  it('has no duration while it runs', () => {
    expect(toOperationView(change)).toMatchObject({ seconds: -1, took: '–', reason: '' });
  });
  it('says why it failed', () => {
    const error = { code: 'aws-throttled', what: 'What.', why: 'Why.', remedy: 'Remedy.' };
    const view = toOperationView({ ...change, state: 'undone', endedAt: '2026-01-01T00:01:05.000Z', error });
    expect(view).toMatchObject({ seconds: 65, took: '1 min 5 s', reason: 'What. Why.' });
  });
});

describe('an access entry in words', () => {
  it('names the principal without its account, and the scope of each policy', () => {
    const view = toEntryView({
      principalArn: 'arn:aws:iam::111122223333:role/team/dev',
      type: 'STANDARD',
      kubernetesGroups: ['dev', 'ops'],
      policies: [
        { policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy', scope: 'cluster', namespaces: [] },
        {
          policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
          scope: 'namespace',
          namespaces: ['app', 'web'],
        },
      ],
    });
    expect(view).toMatchObject({
      principal: 'role/team/dev',
      groups: 'dev, ops',
      policies: 'AmazonEKSViewPolicy (whole cluster); AmazonEKSEditPolicy (app, web)',
    });
  });
});

describe('the texts of Cloudscape', () => {
  it('fills in arguments, choices and plurals of a parsed message', () => {
    const message = new MessageFormat([
      {
        type: 5,
        value: 'empty',
        options: {
          true: { value: [{ type: 0, value: 'Nothing' }] },
          other: {
            value: [
              {
                type: 6,
                value: 'count',
                options: {
                  '=0': { value: [{ type: 0, value: 'none' }] },
                  one: { value: [{ type: 7 }, { type: 0, value: ' match' }] },
                  other: { value: [{ type: 7 }, { type: 0, value: ' matches' }] },
                },
              },
              { type: 0, value: ' for ' },
              { type: 1, value: 'text' },
            ],
          },
        },
      },
    ]);
    expect(message.format({ empty: true })).toBe('Nothing');
    expect(message.format({ empty: false, count: 1, text: 'x' })).toBe('1 match for x');
    expect(message.format({ empty: false, count: 1200, text: 'x' })).toBe('1,200 matches for x');
    expect(message.format({ empty: false, count: 0 })).toBe('none for ');
  });
});
