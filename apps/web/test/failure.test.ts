import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { FailureError, failureFromBody, isForbidden, isTransient, toFailure, unreachable } from '../src/api/failure.ts';

const body = {
  defined: true,
  code: 'aws-access-denied',
  status: 403,
  message: 'AWS does not allow eks:ListClusters.',
  data: {
    why: 'No policy allows it.',
    remedy: 'Allow it.',
    awsRequestId: 'aws-1',
    issues: [{ path: 'a', message: 'b' }, 7],
  },
};

describe('the funnel of failures', () => {
  it('keeps everything that the server said', () => {
    expect(failureFromBody(body, { status: 403, requestId: 'r-1' })).toEqual({
      code: 'aws-access-denied',
      what: 'AWS does not allow eks:ListClusters.',
      why: 'No policy allows it.',
      remedy: 'Allow it.',
      status: 403,
      requestId: 'r-1',
      awsRequestId: 'aws-1',
      issues: [{ path: 'a', message: 'b' }],
    });
  });

  it.each([undefined, null, 'Bad Gateway', [], {}, { code: 1, message: 'x' }])(
    'says of %j that it is no answer of ours',
    (answer) => {
      expect(failureFromBody(answer, { status: 502 })).toMatchObject({ code: 'unexpected-answer', status: 502 });
    },
  );

  it('reads an error that comes amid a stream', () => {
    const error = new ORPCError('aws-throttled', {
      status: 429,
      message: 'AWS kept throttling.',
      data: { why: 'y', remedy: 'r' },
    });
    expect(toFailure(error)).toMatchObject({
      code: 'aws-throttled',
      what: 'AWS kept throttling.',
      remedy: 'r',
      status: 429,
    });
  });

  it.each([new TypeError('x is undefined'), 'text', undefined])('makes something of %s', (thrown) => {
    const failure = toFailure(thrown);
    expect(failure.code).toBe('console-defect');
    expect(failure.what).not.toBe('');
    expect(failure.remedy).not.toBe('');
  });

  it('asks again only where that may help', () => {
    expect(isTransient(toFailure(unreachable(new Error('refused'))))).toBe(true);
    for (const [status, again] of [
      [500, true],
      [503, true],
      [400, false],
      [401, false],
      [403, false],
      [404, false],
      [409, false],
      [424, false],
      [429, false],
    ] as const) {
      expect(isTransient(failureFromBody(body, { status }))).toBe(again);
    }
  });

  it('tells a question of rights from a failure', () => {
    expect(isForbidden(new FailureError(failureFromBody(body, { status: 403 })).failure)).toBe(true);
    expect(isForbidden({ code: 'aws-unavailable' })).toBe(false);
  });
});
