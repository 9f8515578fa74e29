import Alert from '@cloudscape-design/components/alert';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ChangeState } from '@podpass/inventory';
import { FailureAlert } from '../ui/failure-alert.tsx';
import type { ChangeProgress } from './change-progress-state.ts';
import { RunningSteps } from './plan-steps.tsx';
import type { FollowedChange } from './use-change.ts';

/** A change on its way: how far it is, what each step says, and how it ended. */
export function ProgressView({ followed: { progress, failure } }: { followed: FollowedChange }) {
  if (!progress) return failure ? <FailureAlert failure={failure} /> : <Spinner />;
  const { state, steps, fraction } = progress;
  return (
    <SpaceBetween size="m">
      {failure && <FailureAlert failure={failure} />}
      <ProgressBar
        value={Math.round(fraction * 100)}
        label={progress.change.plan.title}
        status={state === 'running' ? 'in-progress' : state === 'done' ? 'success' : 'error'}
        resultText={progress.message ?? outcomes[state]}
      />
      <Outcome progress={progress} />
      <RunningSteps steps={steps} />
    </SpaceBetween>
  );
}

const outcomes: Record<ChangeState, string> = {
  running: 'Running',
  done: 'Done',
  partial: 'Partly done',
  undone: 'Failed and taken back',
  stuck: 'Failed, not everything could be taken back',
  interrupted: 'Interrupted: Podpass stopped meanwhile',
};

function Outcome({ progress: { state, error } }: { progress: ChangeProgress }) {
  if (state === 'interrupted') {
    return (
      <Alert type="warning" header="Interrupted">
        Podpass stopped while this was running. Run it again: what was already done is recognised and not done twice.
      </Alert>
    );
  }
  if (state === 'running' || state === 'done' || !error) return null;
  const words = {
    undone: 'Nothing of it is left in the account or the cluster.',
    partial: 'What failed was taken back; everything else of it is in place.',
    stuck: 'Some of it is still there: the steps below say what.',
  } as const;
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
