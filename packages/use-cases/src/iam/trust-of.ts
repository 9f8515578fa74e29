import type { Cluster, TrustStatus } from '@podpass/inventory';
import { checkPodIdentityTrust, parseTrustPolicy, reasonMessage } from '@podpass/trust-policy';

export interface TrustVerdict {
  status: TrustStatus;
  reasons: string[];
}

export interface TrustSubject {
  namespace: string;
  serviceAccount: string;
  sessionTags: boolean;
}

/** Whether pods of a service account in this cluster can use a role with this trust policy. */
export function trustOf(document: string, cluster: Cluster, subject: TrustSubject): TrustVerdict {
  const parsed = parseTrustPolicy(document);
  if (!parsed.ok) return { status: 'unknown', reasons: [`The trust policy cannot be read: ${parsed.problem.message}`] };
  const { status, reasons } = checkPodIdentityTrust(parsed.policy, {
    clusterArn: cluster.ref.arn,
    account: cluster.ref.account,
    ...subject,
  });
  return { status, reasons: reasons.map(reasonMessage) };
}
