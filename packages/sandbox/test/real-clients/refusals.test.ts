import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { demoState } from '../../src/index.ts';
import { type AwsCli, startAwsCli } from './aws-cli.ts';
import { REFUSALS } from './refusal-rows.ts';
import { type StandAloneSandbox, startStandAlone } from './stand-alone-sandbox.ts';
import { findTools } from './tools.ts';

const found = await findTools();

/** The errors that the services document for what the sandbox serves, less those that only AWS's own faults cause. */
const DOCUMENTED = {
  eks: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'ResourceLimitExceededException',
    'InvalidParameterException',
    'InvalidRequestException',
    'NotFoundException',
    'BadRequestException',
    'AccessDeniedException',
    'UnrecognizedClientException',
    'InvalidSignatureException',
    'ThrottlingException',
    'ServerException',
  ],
  'eks-auth': ['ResourceNotFoundException', 'InvalidTokenException', 'InvalidParameterException'],
  iam: [
    'NoSuchEntity',
    'EntityAlreadyExists',
    'MalformedPolicyDocument',
    'DeleteConflict',
    'LimitExceeded',
    'InvalidInput',
    'ValidationError',
    'UnmodifiableEntity',
    'PolicyNotAttachable',
    'AccessDenied',
    'InvalidClientTokenId',
    'SignatureDoesNotMatch',
    'Throttling',
    'ServiceFailure',
  ],
  sts: ['AccessDenied', 'MalformedPolicyDocument', 'PackedPolicyTooLarge', 'InvalidIdentityToken', 'ValidationError'],
};

describe.skipIf('missing' in found)('every documented error through the AWS CLI', () => {
  let sandbox: StandAloneSandbox;
  let aws: AwsCli;

  beforeAll(async () => {
    if ('missing' in found) return;
    const state = await demoState();
    // The demo's cluster has six associations, and the rows add two.
    for (const region of Object.values(state.eks)) region.quotas.associationsPerCluster = 8;
    sandbox = await startStandAlone(state);
    aws = startAwsCli(found.tools, sandbox.env, sandbox.folder);
  });

  afterAll(async () => {
    aws?.stop();
    await sandbox?.stop();
  });

  it.each(Object.entries(DOCUMENTED))('has a row for each error of %s', (service, codes) => {
    const shown = new Set(REFUSALS.filter(({ args }) => args[0] === service).map(({ code }) => code));
    expect(codes.filter((code) => !shown.has(code))).toEqual([]);
  });

  it.each(REFUSALS)('$code: $when', async ({ code, args, says, env, as, fault, before = [] }) => {
    for (const command of before) await aws.answer(command);
    if (fault) await sandbox.control('POST', 'faults', { times: 1, phase: 'before', ...fault });
    const refusal = await aws.refusal(args, as ? await sessionOf(as) : env);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(says);
  });

  async function sessionOf(roleArn: string): Promise<Record<string, string>> {
    const command = ['sts', 'assume-role', '--role-arn', roleArn, '--role-session-name', 'reader'];
    const { Credentials } = await aws.answer(command);
    return {
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    };
  }
});
