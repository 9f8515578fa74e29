import type { AccessEntry } from '@podpass/inventory';

/** An access entry as the table sorts and filters it. */
export interface EntryView {
  principalArn: string;
  /** What follows `arn:aws:iam::ACCOUNT:`, such as `role/admin`. */
  principal: string;
  type: string;
  username: string;
  groups: string;
  /** `AmazonEKSViewPolicy (app, web)` */
  policies: string;
  created: string;
  entry: AccessEntry;
}

export function toEntryView(entry: AccessEntry): EntryView {
  return {
    principalArn: entry.principalArn,
    principal: entry.principalArn.split(':').slice(5).join(':') || entry.principalArn,
    type: entry.type,
    username: entry.username ?? '',
    groups: entry.kubernetesGroups.join(', '),
    policies: entry.policies
      .map(({ policyArn, scope, namespaces }) => {
        const where = scope === 'cluster' ? 'whole cluster' : namespaces.join(', ');
        return `${policyArn.split('/').at(-1)} (${where})`;
      })
      .join('; '),
    created: entry.createdAt ?? '',
    entry,
  };
}
