import type { Json } from '../../state/cloudformation-state.ts';

/** Every pseudo parameter; `AWS::NoValue` removes the member whose value it is. */
export const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  ...['AWS::AccountId', 'AWS::NotificationARNs', 'AWS::NoValue', 'AWS::Partition', 'AWS::Region', 'AWS::StackId'],
  ...['AWS::StackName', 'AWS::URLSuffix'],
]);

export interface PseudoSource {
  account: string;
  partition: string;
  region: string;
  stack: { id: string; name: string; notificationArns: readonly string[] };
}

/** The values of all but `AWS::NoValue`. */
export function pseudoParameters({ account, partition, region, stack }: PseudoSource): Record<string, Json> {
  return {
    'AWS::AccountId': account,
    'AWS::NotificationARNs': [...stack.notificationArns],
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
}
