import { queryClient } from '../../api/query-client.ts';
import { OperationTable, operationsQuery } from '../../operation-list/operation-table.tsx';

export function loader(): null {
  void queryClient.prefetchInfiniteQuery(operationsQuery(undefined));
  return null;
}

/** The operations of all clusters, newest first. */
export function Component() {
  return <OperationTable headingTag="h1" description="What was done through Podpass, the newest first." />;
}
