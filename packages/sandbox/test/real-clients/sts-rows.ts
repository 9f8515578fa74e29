import { expect } from 'vitest';

import type { OperationRow } from './operation-row.ts';

const ENGINEERS = 'arn:aws:iam::111122223333:role/platform-engineers';

/** Operations of STS. Web identity tokens come from a cluster: the story of the IRSA pod calls that one. */
export const STS_ROWS: OperationRow[] = [
  {
    operation: 'GetCallerIdentity',
    args: ['sts', 'get-caller-identity'],
    shows: (answer) => {
      expect(answer).toMatchObject({ Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/sandbox-admin' });
    },
  },
  {
    operation: 'AssumeRole',
    args: [
      ...['sts', 'assume-role', '--role-arn', ENGINEERS, '--role-session-name', 'ana', '--duration-seconds', '900'],
    ],
    shows: ({ Credentials, AssumedRoleUser }) => {
      expect(AssumedRoleUser.Arn).toBe('arn:aws:sts::111122223333:assumed-role/platform-engineers/ana');
      expect(Credentials.AccessKeyId).toMatch(/^ASIA/);
      expect(Date.parse(Credentials.Expiration) - Date.now()).toBeLessThanOrEqual(900_000);
    },
  },
];
