import { PodpassError } from '@podpass/inventory';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AwsGateways } from '../../src/index.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let gateways: AwsGateways;
beforeAll(async () => {
  stage = await openStage();
  // Short, so that giving up does not take long; the retries in between are the real ones.
  gateways = stage.connect({ callTimeoutMs: 1_500 });
});
beforeEach(async () => {
  await stage.control('DELETE', 'faults');
  await stage.control('PUT', 'latency', {});
});
afterAll(() => stage.close());

const always = 1_000;

describe('a call that goes on failing', () => {
  it.each([
    { error: 'ThrottlingException', code: 'aws-throttled' },
    { error: '500', code: 'aws-unavailable' },
    { error: 'disconnect', code: 'aws-unavailable' },
    { error: 'AccessDeniedException', code: 'aws-access-denied' },
    { error: 'ExpiredTokenException', code: 'aws-credentials-expired' },
    { error: 'UnrecognizedClientException', code: 'aws-credentials-missing' },
    { error: 'ServerException', code: 'aws-unavailable' },
    { error: 'SomethingNew', code: 'aws-invalid-request' },
  ])('of EKS with $error becomes $code, in bounded time', async ({ error, code }) => {
    await stage.control('POST', 'faults', {
      service: 'eks',
      operation: 'DescribeCluster',
      times: always,
      error,
      phase: 'before',
    });
    const startedAt = performance.now();
    await expect(gateways.eks.describeCluster('prod')).rejects.toMatchObject({ code });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it.each([
    { error: 'Throttling', code: 'aws-throttled' },
    { error: 'ServiceFailure', code: 'aws-unavailable' },
    { error: 'AccessDenied', code: 'aws-access-denied' },
    { error: 'InvalidClientTokenId', code: 'aws-credentials-missing' },
    { error: 'ConcurrentModification', code: 'aws-conflict' },
    { error: 'LimitExceeded', code: 'aws-quota-exceeded' },
    { error: 'UnmodifiableEntity', code: 'role-unmodifiable' },
  ])('of IAM with $error becomes $code, in bounded time', async ({ error, code }) => {
    await stage.control('POST', 'faults', {
      service: 'iam',
      operation: 'UpdateAssumeRolePolicy',
      times: always,
      error,
      phase: 'before',
    });
    const failure: unknown = await gateways.iam
      .updateTrustPolicy('pod-reader', '{}')
      .catch((caught: unknown) => caught);
    expect(failure).toBeInstanceOf(PodpassError);
    expect(failure).toMatchObject({ code, awsRequestId: expect.stringMatching(/\S{8,}/) as string });
  });

  it('with a quota is not tried again: waiting does not help', async () => {
    const asked = await callsDuring('UpdateAssumeRolePolicy', async () => {
      await stage.control('POST', 'faults', {
        service: 'iam',
        operation: 'UpdateAssumeRolePolicy',
        times: always,
        error: 'LimitExceeded',
        phase: 'before',
      });
      await expect(gateways.iam.updateTrustPolicy('pod-reader', '{}')).rejects.toMatchObject({
        code: 'aws-quota-exceeded',
      });
    });
    expect(asked).toBe(1);
  });

  it('for want of an answer says so when its time is up', async () => {
    await stage.control('PUT', 'latency', { eks: 20_000 });
    await expect(gateways.eks.describeCluster('prod')).rejects.toMatchObject({
      code: 'aws-unavailable',
      data: { operation: 'DescribeCluster', detail: 'no answer within 2 seconds' },
    });
  });
});

describe('what was created by a call whose answer was lost', () => {
  const request = (name: string, description: string) => ({
    name,
    path: '/',
    trustPolicy:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    description,
    tags: {},
  });

  it('is taken for ours only if it is what was asked for', async () => {
    await gateways.iam.createRole(request('of-somebody-else', 'theirs'));
    // The first attempt is cut off without effect; the second finds the role of somebody else.
    await stage.control('POST', 'faults', {
      service: 'iam',
      operation: 'CreateRole',
      times: 1,
      error: 'disconnect',
      phase: 'before',
    });
    await expect(gateways.iam.createRole(request('of-somebody-else', 'ours'))).rejects.toMatchObject({
      code: 'role-exists',
    });
    await stage.control('POST', 'faults', {
      service: 'iam',
      operation: 'CreateRole',
      times: 1,
      error: 'disconnect',
      phase: 'after',
    });
    await expect(gateways.iam.createRole(request('of-ours', 'ours'))).resolves.toMatchObject({ description: 'ours' });
    await expect(gateways.iam.createRole(request('of-ours', 'ours'))).rejects.toMatchObject({ code: 'role-exists' });
  });
});

async function callsDuring(operation: string, work: () => Promise<unknown>): Promise<number> {
  const count = async () =>
    ((await stage.control('GET', 'calls')) as { operation: string }[]).filter((call) => call.operation === operation)
      .length;
  const before = await count();
  await work();
  return (await count()) - before;
}
