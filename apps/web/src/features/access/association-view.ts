import { owningAddon, type AssociationRow, type TrustStatus } from '@podpass/inventory';
import { mechanismOf, type Mechanism } from '../../ui/pod-usage.ts';

/** An association as the table shows, sorts, filters and exports it: flat, every value ready. */
export interface AssociationView {
  id: string;
  namespace: string;
  serviceAccount: string;
  /** `namespace/service account`. */
  subject: string;
  roleArn: string;
  roleName: string;
  targetRoleArn: string;
  targetRoleName: string;
  trust: TrustStatus;
  /** The add-on that owns it, or {@link ownedByNobody}. */
  owner: string;
  mechanism: Mechanism;
  exists: Existence;
  /** `team=a, env=prod` */
  tags: string;
  sessionTags: string;
  created: string;
  pods: number;
  row: AssociationRow;
}

export type Existence = 'yes' | 'namespace missing' | 'service account missing' | 'not known';

export const ownedByNobody = 'nobody';

export function toAssociationView(row: AssociationRow): AssociationView {
  const { details, cluster } = row;
  return {
    id: row.associationId,
    namespace: row.namespace,
    serviceAccount: row.serviceAccount,
    subject: `${row.namespace}/${row.serviceAccount}`,
    roleArn: details?.roleArn ?? '',
    roleName: roleName(details?.roleArn),
    targetRoleArn: details?.targetRoleArn ?? '',
    targetRoleName: roleName(details?.targetRoleArn),
    trust: row.trust.status,
    owner: owningAddon(row) ?? ownedByNobody,
    mechanism: mechanismOf(cluster?.pods),
    exists: existenceOf(cluster),
    tags: Object.entries(details?.tags ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(', '),
    sessionTags: details === undefined ? 'not known' : details.disableSessionTags ? 'off' : 'on',
    created: details?.createdAt ?? '',
    pods: cluster?.pods.total ?? -1,
    row,
  };
}

/** The name at the end of a role's ARN, without its path. */
export function roleName(arn: string | undefined): string {
  return arn?.split('/').at(-1) ?? '';
}

function existenceOf(cluster: AssociationRow['cluster']): Existence {
  if (cluster === undefined) return 'not known';
  if (!cluster.namespaceExists) return 'namespace missing';
  return cluster.serviceAccountExists ? 'yes' : 'service account missing';
}
