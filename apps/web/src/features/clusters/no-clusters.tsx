import { useSession } from '../../api/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** How to begin: what a person needs so that a cluster appears here. */
export function NoClusters() {
  const { console: where } = useSession();
  return (
    <EmptyState
      title="No clusters yet"
      text={
        <>
          Podpass lists the EKS clusters of {where.account === undefined ? 'your account' : `account ${where.account}`}{' '}
          in {where.regions.join(', ')}, and there are none.{' '}
          {where.mode === 'sandbox'
            ? 'Start Podpass again to have the demo clusters back.'
            : 'Create a cluster, or start Podpass with other regions (PODPASS_REGIONS) or credentials.'}
        </>
      }
    />
  );
}
