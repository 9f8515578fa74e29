import Alert from '@cloudscape-design/components/alert';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { isOperationOver, type OperationState } from '@podpass/inventory';
import { FailureAlert } from '../ui/failure-alert.tsx';
import type { OperationProgress } from './operation-progress-state.ts';
import { RunningSteps } from './plan-steps.tsx';
import type { FollowedOperation } from './use-operation.ts';

/** An operation on its way: how far it is, what each step says, and how it ended. */
export function ProgressView({ followed: { progress, failure } }: { followed: FollowedOperation }) {
  if (!progress) return failure ? <FailureAlert failure={failure} /> : <Spinner />;
  const { state, steps, fraction } = progress;
  return (
    <SpaceBetween size="m">
      {failure && <FailureAlert failure={failure} />}
      <ProgressBar
        value={Math.round(fraction * 100)}
        label={progress.operation.plan.title}
        status={state === 'running' ? 'in-progress' : state === 'done' ? 'success' : 'error'}
        resultText={progress.message ?? outcomes[state]}
      />
      <Outcome progress={progress} />
      <RunningSteps steps={steps} />
    </SpaceBetween>
  );
}

const outcomes: Record<OperationState, string> = {
  waiting: 'Waiting for its turn',
  running: 'Running',
  cancelling: 'Cancelling',
  cancelled: 'Cancelled',
  failed: 'Failed',
  undoing: 'Undoing',
  done: 'Done',
  partial: 'Partly done',
  undone: 'Failed and taken back',
  stuck: 'Failed, not everything could be taken back',
  interrupted: 'Interrupted: Podpass stopped meanwhile',
};

function Outcome({ progress: { state, error } }: { progress: OperationProgress }) {
  if (state === 'interrupted') {
    return (
      <Alert type="warning" header="Interrupted">
        Podpass stopped while this was running. Run it again: what was already done is recognised and not done twice.
      </Alert>
    );
  }
  if (!isOperationOver(state) || state === 'done' || !error) return null;
  const words: Partial<Record<OperationState, string>> = {
    failed: 'What was done so far is in place.',
    cancelled: 'What was done so far is in place.',
    undone: 'Nothing of it is left in the account or the cluster.',
    partial: 'What failed was taken back; everything else of it is in place.',
    stuck: 'Some of it is still there: the steps below say what.',
  };
  return (
    <Alert type={state === 'stuck' ? 'error' : 'warning'} header={error.what}>
      <div>{error.why}</div>
      <div>
        <strong>What to do: </strong>
        {error.remedy}
      </div>
      <div>{words[state]}</div>
      {error.awsRequestId && <div>AWS request {error.awsRequestId}</div>}
    </Alert>
  );
}
