export interface RoleArn {
  partition: string;
  account: string;
  /** Last segment; what stands before it is the path. */
  name: string;
}

/** Reads the ARN of an IAM role; undefined for anything else. */
export function parseRoleArn(arn: string): RoleArn | undefined {
  const parts = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[\u0021-\u007e]+\/)?([\w+=,.@-]{1,64})$/.exec(arn);
  if (parts === null) {
    return undefined;
  }
  const [, partition = '', account = '', name = ''] = parts;
  return { partition, account, name };
}
