import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cloudFormationOperations } from '../../src/cloudformation/index.ts';
import { ec2Operations } from '../../src/ec2/index.ts';
import { eksOperations } from '../../src/eks/index.ts';
import { eksAuthOperations } from '../../src/eks-auth/index.ts';
import { iamOperations } from '../../src/iam/index.ts';
import { type CallRecord, demoState } from '../../src/index.ts';
import { stsOperations } from '../../src/sts/index.ts';
import { type AwsCli, startAwsCli } from './aws-cli.ts';
import { CLOUDFORMATION_ROWS } from './cloudformation-rows.ts';
import { EC2_ROWS } from './ec2-rows.ts';
import { EKS_ROWS } from './eks-rows.ts';
import { IAM_ROWS } from './iam-rows.ts';
import type { Kept, OperationRow } from './operation-row.ts';
import { type StandAloneSandbox, startStandAlone } from './stand-alone-sandbox.ts';
import { STS_ROWS } from './sts-rows.ts';
import { findTools } from './tools.ts';

const found = await findTools();

const TABLES = [
  { service: 'cloudformation', rows: CLOUDFORMATION_ROWS, served: cloudFormationOperations },
  { service: 'ec2', rows: EC2_ROWS, served: ec2Operations },
  { service: 'eks', rows: EKS_ROWS, served: eksOperations },
  { service: 'iam', rows: IAM_ROWS, served: iamOperations },
  { service: 'sts', rows: STS_ROWS, served: stsOperations },
];

/** Operations whose call needs a token that a cluster has issued: the story of the pods makes it. */
const CALLED_BY_PODS = ['AssumeRoleWithWebIdentity', ...Object.keys(eksAuthOperations)];

describe.skipIf('missing' in found)('every operation through the AWS CLI', () => {
  let sandbox: StandAloneSandbox;
  let aws: AwsCli;

  beforeAll(async () => {
    if ('missing' in found) return;
    sandbox = await startStandAlone(await demoState({ transitions: { stack: 0 } }));
    aws = startAwsCli(found.tools, sandbox.env, sandbox.folder);
  });

  afterAll(async () => {
    aws?.stop();
    await sandbox?.stop();
  });

  describe.each(TABLES)('$service', ({ service, rows, served }) => {
    const kept: Kept = {};

    it('has a row for each operation that is served', () => {
      const called = new Set([...rows.map(({ operation }) => operation), ...CALLED_BY_PODS]);
      expect(Object.keys(served).filter((operation) => !called.has(operation))).toEqual([]);
    });

    it.each(rows)('$operation', async ({ operation, args, shows }: OperationRow) => {
      await sandbox.control('DELETE', 'calls');
      const answer = await aws.answer(typeof args === 'function' ? args(kept) : args);
      const calls = (await sandbox.control('GET', `calls?service=${service}&operation=${operation}`)) as CallRecord[];
      expect(calls.length).toBeGreaterThan(0);
      shows(answer, kept);
    });
  });
});
