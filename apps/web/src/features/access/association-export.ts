import type { ExportRow } from '../../ui/export.ts';
import { ownedByNobody, type AssociationView } from './association-view.ts';

/** Everything that EKS describes of an association, and what Podpass found out about it. */
export function associationExport({ row, owner, exists, mechanism }: AssociationView): ExportRow {
  const { details, cluster, trust } = row;
  return {
    namespace: row.namespace,
    serviceAccount: row.serviceAccount,
    roleArn: details?.roleArn ?? '',
    targetRoleArn: details?.targetRoleArn ?? '',
    externalId: details?.externalId ?? '',
    disableSessionTags: details?.disableSessionTags ?? null,
    sessionPolicy: details?.sessionPolicy ?? '',
    tags: JSON.stringify(details?.tags ?? {}),
    trust: trust.status,
    trustReasons: trust.reasons.join(' '),
    owner: owner === ownedByNobody ? '' : owner,
    existsInCluster: exists,
    mechanism,
    pods: cluster?.pods.total ?? null,
    podsOnPodIdentity: cluster?.pods.podIdentity ?? null,
    podsOnIrsa: cluster?.pods.irsa ?? null,
    podsOnNeither: cluster?.pods.none ?? null,
    createdAt: details?.createdAt ?? '',
    modifiedAt: details?.modifiedAt ?? '',
    associationId: row.associationId,
    associationArn: row.associationArn,
    ownerArn: row.ownerArn ?? '',
  };
}
