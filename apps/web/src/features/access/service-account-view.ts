import type { ServiceAccountRow } from '@podpass/contract';
import { mechanismOf, type Mechanism } from '../../ui/pod-usage.ts';
import type { ExportRow } from '../../ui/export.ts';
import { roleName } from './association-view.ts';

/** A service account as the table shows, sorts and filters it. */
export interface ServiceAccountView {
  id: string;
  namespace: string;
  name: string;
  roleArn: string;
  roleName: string;
  trusted: 'yes' | 'no' | 'not known' | 'no IRSA link';
  association: 'yes' | 'no';
  mechanism: Mechanism;
  workloads: string;
  pods: number;
  row: ServiceAccountRow;
}

export function toServiceAccountView(row: ServiceAccountRow): ServiceAccountView {
  return {
    id: `${row.namespace}/${row.name}`,
    namespace: row.namespace,
    name: row.name,
    roleArn: row.irsa?.roleArn ?? '',
    roleName: roleName(row.irsa?.roleArn),
    trusted: row.irsa === undefined ? 'no IRSA link' : row.irsa.trusted === 'unknown' ? 'not known' : row.irsa.trusted,
    association: row.associationId === undefined ? 'no' : 'yes',
    mechanism: mechanismOf(row.pods),
    workloads: row.workloads.map(({ kind, name }) => `${kind} ${name}`).join(', '),
    pods: row.pods.total,
    row,
  };
}

export function serviceAccountExport({ row, ...view }: ServiceAccountView): ExportRow {
  return {
    namespace: view.namespace,
    serviceAccount: view.name,
    irsaRoleArn: view.roleArn,
    trustedByRole: view.trusted,
    trustInWords: row.irsa?.trustInWords ?? '',
    associationId: row.associationId ?? '',
    mechanism: view.mechanism,
    pods: row.pods.total,
    podsOnPodIdentity: row.pods.podIdentity,
    podsOnIrsa: row.pods.irsa,
    podsOnNeither: row.pods.none,
    workloads: view.workloads,
  };
}
