import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { isOperationOver, type OperationState } from '@podpass/inventory';
import { FailureAlert } from '../ui/failure-alert.tsx';
import { operationSign } from '../ui/operation-state.tsx';
import type { OperationProgress } from './operation-progress-state.ts';
import { RunningSteps } from './plan-steps.tsx';
import type { FollowedOperation } from './use-operation.ts';

/** An operation on its way: how far it is, what each step says, and how it ended. */
export function ProgressView({ followed: { progress, failure } }: { followed: FollowedOperation }) {
  if (!progress) return failure ? <FailureAlert failure={failure} /> : <Spinner />;
  const { state, steps } = progress;
  return (
    <SpaceBetween size="m">
      {failure && <FailureAlert failure={failure} />}
      <OperationProgressBar progress={progress} />
      <Outcome progress={progress} />
      <RunningSteps steps={steps} over={isOperationOver(state)} />
    </SpaceBetween>
  );
}

/** How much of it is done. Colour and sign say how it ended, the fraction how far it came. */
export function OperationProgressBar({ progress }: { progress: OperationProgress }) {
  const { operation, state, error, done, total, fraction, message } = progress;
  const over = isOperationOver(state);
  const percent = Math.round(fraction * 100);
  const counted = `${done} of ${total} ${total === 1 ? 'step' : 'steps'}`;
  const ended = `${message ?? inWords[state]}${state === 'done' ? '' : ` (${counted})`}`;
  // What a person has stopped or taken back is neither a success nor a failure, and a bar knows no third end.
  if (state === 'cancelled' || state === 'undone') {
    return (
      <div>
        <Box variant="awsui-key-label">{operation.plan.title}</Box>
        <StatusIndicator type={operationSign({ state, error })}>{ended}</StatusIndicator>
      </div>
    );
  }
  return (
    <ProgressBar
      value={percent}
      label={operation.plan.title}
      status={!over ? 'in-progress' : state === 'done' ? 'success' : 'error'}
      additionalInfo={over ? undefined : `${inWords[state]}: ${counted}`}
      resultText={ended}
    />
  );
}

const inWords: Record<OperationState, string> = {
  waiting: 'Waiting for its turn',
  running: 'Running',
  cancelling: 'Cancelling',
  cancelled: 'Cancelled',
  failed: 'Failed',
  undoing: 'Taking back',
  done: 'Done',
  partial: 'Partly done',
  undone: 'Taken back',
  stuck: 'Not everything could be taken back',
  interrupted: 'Interrupted: Podpass stopped meanwhile',
};

/** What went wrong, at which step, why, what to do, and what is left of it. */
export function Outcome({ progress: { state, error, steps } }: { progress: OperationProgress }) {
  if (state === 'interrupted' && !error) {
    return (
      <Alert type="warning" header="Interrupted">
        Podpass stopped while this was running. Run it again: what was already done is recognised and not done twice.
      </Alert>
    );
  }
  if (state === 'undone' && !error) return <Undone steps={steps} />;
  if (!isOperationOver(state) || state === 'done' || !error) return null;
  const at = steps.find((each) => each.error?.code === error.code && each.error.what === error.what)?.step;
  return (
    <Alert type={severe.includes(state) ? 'error' : 'warning'} header={error.what}>
      <SpaceBetween size="xxs">
        {at && (
          <div>
            <strong>At the step: </strong>
            {at.title}
          </div>
        )}
        {error.why !== '' && <div>{error.why}</div>}
        <div>
          <strong>What to do: </strong>
          {error.remedy}
        </div>
        {remains[state] && <div>{remains[state]}</div>}
        {error.awsRequestId && <div>AWS request {error.awsRequestId}</div>}
      </SpaceBetween>
    </Alert>
  );
}

/** After a person had it undone: how much is gone, and what cannot be taken back. */
function Undone({ steps }: Pick<OperationProgress, 'steps'>) {
  const gone = steps.filter(({ state }) => state === 'undone').length;
  const stays = steps.filter(({ state, step }) => state === 'done' && step.undo === undefined);
  return (
    <Alert type="info" header={gone === 1 ? '1 step was taken back' : `${gone} steps were taken back`}>
      {stays.length === 0 ? (
        'Each says below what has become of it; what others had made is as it was.'
      ) : (
        <>
          Left as it is now, since it cannot be taken back:
          <ul>
            {stays.map(({ step }) => (
              <li key={step.id}>{step.title}</li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}

const severe: readonly OperationState[] = ['failed', 'stuck'];

const remains: Partial<Record<OperationState, string>> = {
  failed: 'What was done so far is in place: retrying goes on from there, undoing takes it back.',
  cancelled: 'What was done so far is in place.',
  undone: 'Nothing of it is left in the account or the cluster.',
  partial: 'What failed was taken back; everything else of it is in place.',
  stuck: 'Some of it is still there: the steps below say what.',
};
