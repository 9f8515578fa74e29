import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import Popover from '@cloudscape-design/components/popover';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { OperationSummary } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useInFlightCount } from '../../api/in-flight.ts';
import { operationProgress } from '../../change-flow/operation-progress-state.ts';
import { operationStateInWords } from '../../ui/operation-state.tsx';
import { paths } from '../paths.ts';

/** More than these are counted, not listed. */
const most = 5;

/** How many operations wait or run now, and, when asked, the first ones, how far each is, and the way to it. */
export function InFlightMenu({ operations }: { operations: readonly OperationSummary[] }) {
  const count = useInFlightCount();
  const begun = ({ state }: OperationSummary) => Number(state !== 'waiting');
  const listed = operations
    .toReversed()
    .toSorted((one, other) => begun(other) - begun(one))
    .slice(0, most);
  return (
    <Popover
      position="bottom"
      size="large"
      fixedWidth
      header="Running now"
      dismissAriaLabel="Close"
      triggerType="text"
      content={
        <SpaceBetween size="m">
          {listed.map((operation) => (
            <Row key={operation.id} operation={operation} />
          ))}
          {operations.length > most && <Box>and more: {count} in all</Box>}
          <Button href={paths.operations()}>All operations</Button>
        </SpaceBetween>
      }
    >
      <StatusIndicator type="in-progress">{`${count} running`}</StatusIndicator>
    </Popover>
  );
}

/** Asked again and again while the menu is open: streams for each would use up the browser's connections. */
function Row({ operation: { id, title, state, clusterKey } }: { operation: OperationSummary }) {
  const { data } = useQuery({
    ...api.operations.get.queryOptions({ input: { id } }),
    staleTime: 0,
    refetchInterval: 2_000,
  });
  const progress = data && operationProgress(data.operation, data.events);
  return (
    <SpaceBetween size="xxs">
      <Link href={paths.operation(id)}>{title}</Link>
      <ProgressBar
        variant="key-value"
        value={Math.round((progress?.fraction ?? 0) * 100)}
        ariaLabel={title}
        additionalInfo={`${operationStateInWords({ state })} on ${clusterKey}`}
      />
    </SpaceBetween>
  );
}
