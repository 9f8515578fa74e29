import Button from '@cloudscape-design/components/button';
import { redirect, useParams, type LoaderFunctionArgs } from 'react-router';
import { queryClient } from '../../api/query-client.ts';
import { paths } from '../../app/paths.ts';
import { OperationTable, operationsQuery } from '../../operation-list/operation-table.tsx';

export function loader({ params, request }: LoaderFunctionArgs): Response | null {
  // Links from before operations had a page: `?operation=…`, and `?change=…` in still older ones.
  const asked = new URL(request.url).searchParams;
  const linked = asked.get('operation') ?? asked.get('change');
  if (linked !== null) return redirect(paths.operation(linked));
  void queryClient.prefetchInfiniteQuery(operationsQuery(params['cluster'] ?? ''));
  return null;
}

/** The operations of a cluster, newest first. */
export function Component() {
  const { cluster = '' } = useParams();
  return (
    <OperationTable
      cluster={cluster}
      headingTag="h2"
      description="What was done with this cluster through Podpass, the newest first."
      buttons={<Button href={paths.audit({ cluster })}>Audit log</Button>}
    />
  );
}
