import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type CallRecord, demoState } from '../../src/index.ts';
import { type Answer, type AwsCli, startAwsCli } from './aws-cli.ts';
import { type StandAloneSandbox, startStandAlone } from './stand-alone-sandbox.ts';
import { findTools } from './tools.ts';

const found = await findTools();

/** Lists with more entries than fit on a page of two, and the operation that gives the pages. */
const LISTS: { service: string; operation: string; args: string[]; members: string; more?: string }[] = [
  { service: 'eks', operation: 'ListClusters', args: ['list-clusters'], members: 'clusters' },
  {
    service: 'eks',
    operation: 'ListAddons',
    args: ['list-addons', '--cluster-name', 'demo-eks-cluster'],
    members: 'addons',
  },
  {
    service: 'eks',
    operation: 'ListPodIdentityAssociations',
    args: ['list-pod-identity-associations', '--cluster-name', 'demo-eks-cluster'],
    members: 'associations',
  },
  {
    service: 'eks',
    operation: 'ListAccessEntries',
    args: ['list-access-entries', '--cluster-name', 'demo-eks-cluster'],
    members: 'accessEntries',
  },
  { service: 'eks', operation: 'DescribeAddonVersions', args: ['describe-addon-versions'], members: 'addons' },
  { service: 'eks', operation: 'ListAccessPolicies', args: ['list-access-policies'], members: 'accessPolicies' },
  { service: 'iam', operation: 'ListRoles', args: ['list-roles'], members: 'Roles' },
  { service: 'iam', operation: 'ListPolicies', args: ['list-policies'], members: 'Policies' },
  {
    service: 'iam',
    operation: 'SimulatePrincipalPolicy',
    args: [
      ...['simulate-principal-policy', '--policy-source-arn', 'arn:aws:iam::111122223333:role/demo-eks-full'],
      ...['--action-names', 's3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'iam:GetRole', 'iam:PassRole'],
    ],
    members: 'EvaluationResults',
  },
];

describe.skipIf('missing' in found)('pages through the AWS CLI', () => {
  let sandbox: StandAloneSandbox;
  let aws: AwsCli;

  beforeAll(async () => {
    if ('missing' in found) return;
    sandbox = await startStandAlone(await demoState());
    aws = startAwsCli(found.tools, sandbox.env, sandbox.folder);
  });

  afterAll(async () => {
    aws?.stop();
    await sandbox?.stop();
  });

  it.each(LISTS)('$operation by --page-size is the whole list, in more calls', async (list) => {
    const command = [list.service, ...list.args];
    const whole = await aws.answer(command);
    const size = Math.ceil(whole[list.members].length / 3);
    await sandbox.control('DELETE', 'calls');
    const paged = await aws.answer([...command, '--page-size', String(size)]);
    const calls = await callsOf(list.operation);
    expect(withoutTokens(paged)).toEqual(withoutTokens(whole));
    expect(calls).toHaveLength(Math.ceil(whole[list.members].length / size));
    expect(calls.length).toBeGreaterThan(1);
  });

  it.each(LISTS)('$operation by --max-items goes on where it stopped', async (list) => {
    const command = [list.service, ...list.args];
    const all = (await aws.answer(command))[list.members];
    const half = Math.ceil(all.length / 2);
    const first = await aws.answer([...command, '--max-items', String(half)]);
    const rest = await aws.answer([...command, '--starting-token', first.NextToken]);
    expect(first[list.members]).toHaveLength(half);
    expect([...first[list.members], ...rest[list.members]]).toEqual(all);
    expect(rest.NextToken).toBeUndefined();
  });

  async function callsOf(operation: string): Promise<CallRecord[]> {
    return (await sandbox.control('GET', `calls?operation=${operation}`)) as CallRecord[];
  }
});

/** Marks of the last page seen say nothing of the list. */
function withoutTokens(answer: Answer): Answer {
  const marks = ['NextToken', 'nextToken', 'IsTruncated', 'Marker'];
  return Object.fromEntries(Object.entries(answer).filter(([member]) => !marks.includes(member)));
}
