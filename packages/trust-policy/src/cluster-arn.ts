/** The parts of an EKS cluster ARN. */
export interface ClusterArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** Name rule: CreateCluster `^[0-9A-Za-z][A-Za-z0-9\-_]*`, 1-100. Any partition: aws, aws-cn, aws-us-gov, aws-iso… */
const CLUSTER_ARN = /^arn:(aws[a-z-]*):eks:([a-z0-9-]+):(\d{12}):cluster\/([0-9A-Za-z][A-Za-z0-9\-_]{0,99})$/;

export function readClusterArn(arn: string): ClusterArn | undefined {
  const [, partition, region, account, name] = CLUSTER_ARN.exec(arn) ?? [];
  if (partition === undefined || region === undefined || account === undefined || name === undefined) return undefined;
  return { partition, region, account, name };
}
