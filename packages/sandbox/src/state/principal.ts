/** Who calls. Long-lived keys speak for a user, temporary ones for an assumed role. */
export type Principal =
  | { kind: 'anonymous' }
  | { kind: 'user'; arn: string; account: string; accessKeyId: string; userName: string }
  | {
      kind: 'assumed-role';
      arn: string;
      account: string;
      accessKeyId: string;
      roleArn: string;
      sessionName: string;
      sessionPolicies: readonly string[];
      tags: Readonly<Record<string, string>>;
      transitiveTagKeys: readonly string[];
    };
