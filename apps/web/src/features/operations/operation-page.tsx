import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { isOperationOver } from '@podpass/inventory';
import { useParams } from 'react-router';
import type { Failure } from '../../api/failure.ts';
import { paths } from '../../app/paths.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { useAfterOperation } from '../../change-flow/after-operation.ts';
import { FindingsList } from '../../change-flow/findings-list.tsx';
import type { OperationProgress } from '../../change-flow/operation-progress-state.ts';
import { Outcome } from '../../change-flow/progress-view.tsx';
import { useOperation } from '../../change-flow/use-operation.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { operationStateInWords } from '../../ui/operation-state.tsx';
import { ControlButtons } from './control-buttons.tsx';
import { OperationFacts, WaitingFor } from './operation-facts.tsx';
import { StepTree } from './step-tree.tsx';
import { useTick } from './use-tick.ts';

/** One operation, followed live: over reloads, lost connections, restarts of the server and later attempts. */
export function Component() {
  const { operationId = '' } = useParams();
  const followed = useOperation(operationId);
  useAfterOperation(followed);
  const { progress, failure, refresh } = followed;
  const now = useTick(progress !== undefined && !isOperationOver(progress.state));
  usePageTitle(progress && titleOf(progress));
  if (!progress) return <NotThere failure={failure} onRetry={refresh} />;
  const { plan } = progress.operation;
  return (
    <SpaceBetween size="m">
      <Header variant="h1" actions={<ControlButtons progress={progress} onTold={refresh} />}>
        {plan.title}
      </Header>
      {failure && <FailureAlert failure={failure} />}
      <WaitingFor progress={progress} />
      <OperationFacts progress={progress} now={now} />
      <div aria-live="polite">
        <Outcome progress={progress} />
      </div>
      <FindingsList findings={plan.findings} />
      <StepTree progress={progress} now={now} />
    </SpaceBetween>
  );
}

function titleOf({ state, error, fraction, operation: { plan } }: OperationProgress): string[] {
  const words = operationStateInWords({ state, error });
  return [isOperationOver(state) ? words : `${words} ${Math.round(fraction * 100)} %`, plan.title];
}

function NotThere({ failure, onRetry }: { failure: Failure | undefined; onRetry: () => void }) {
  return (
    <SpaceBetween size="m">
      <Header variant="h1">Operation</Header>
      {failure ? (
        <>
          <FailureAlert failure={failure} onRetry={onRetry} />
          <Button href={paths.operations()}>All operations</Button>
        </>
      ) : (
        <Box>
          <Spinner /> Reading the operation
        </Box>
      )}
    </SpaceBetween>
  );
}
