import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { blockingFindings, type ChangeRequestInput, isOperationOver, type OperationState } from '@podpass/inventory';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { notify } from '../../app/notifications.ts';
import { paths } from '../../app/paths.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useAfterOperation } from '../../change-flow/after-operation.ts';
import { PlanView } from '../../change-flow/plan-view.tsx';
import { ProgressView } from '../../change-flow/progress-view.tsx';
import { usePlan } from '../../change-flow/use-plan.ts';
import { useRunningChange } from '../../change-flow/use-running-change.ts';

/** Until the preview is asked for, after the last keystroke. */
const restMs = 400;

interface SaveChangeProps {
  cluster: string;
  /** Undefined while the form is not complete. */
  request: ChangeRequestInput | undefined;
  /** What to say until then. */
  incomplete: string;
  /** Runs the form's own checks; calls back only if they pass. */
  validate(then: () => void): () => Promise<void>;
  /** Where to go afterwards, and on Cancel. */
  back: string;
  /** Said when it is done. */
  done: string;
}

/** The end of every form that changes something: the preview, Save, and the progress in its place. */
export function SaveChange({ cluster, request, incomplete, validate, back, done }: SaveChangeProps) {
  const navigate = useNavigate();
  const running = useRunningChange(cluster, request);
  const started = running.operationId !== undefined;
  const preview = usePlan(cluster, started ? undefined : request, restMs);
  const onEnd = useCallback(
    (state: OperationState) => {
      if (state !== 'done') return;
      notify({ type: 'success', header: done });
      void navigate(back);
    },
    [back, done, navigate],
  );
  useAfterOperation(running.followed, onEnd);
  const state = running.followed.progress?.state;
  const failed = started && state !== undefined && isOperationOver(state) && state !== 'done';
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{started ? 'Progress' : 'Preview'}</Header>}>
        {started ? (
          <ProgressView followed={running.followed} />
        ) : request ? (
          <PlanView preview={preview} />
        ) : (
          <Box color="text-body-secondary">{incomplete}</Box>
        )}
      </Container>
      {running.failure && <FailureAlert failure={running.failure} />}
      <Box float="right">
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" onClick={() => void navigate(back)}>
            {started && !failed ? 'Go on in the background' : 'Cancel'}
          </Button>
          {running.operationId !== undefined && (
            <Button href={paths.operation(running.operationId)}>Open the operation</Button>
          )}
          {failed ? (
            <Button variant="primary" onClick={running.reset}>
              Change and try again
            </Button>
          ) : (
            <SaveButton running={running} preview={preview} complete={request !== undefined} validate={validate} />
          )}
        </SpaceBetween>
      </Box>
    </SpaceBetween>
  );
}

interface SaveButtonProps {
  running: ReturnType<typeof useRunningChange>;
  preview: ReturnType<typeof usePlan>;
  complete: boolean;
  validate: SaveChangeProps['validate'];
}

/** Pressing it with an incomplete form shows what is missing; a blocked plan cannot be saved. */
function SaveButton({ running, preview, complete, validate }: SaveButtonProps) {
  const blocked = preview.plan !== undefined && blockingFindings(preview.plan).length > 0;
  const reason = running.denial ?? (complete && blocked ? 'A finding in the preview blocks it' : undefined);
  const working =
    running.starting || (running.operationId !== undefined && running.followed.progress?.state !== 'done');
  return (
    <Button
      variant="primary"
      loading={working}
      loadingText="Saving"
      disabled={reason !== undefined || (complete && preview.pending && !working)}
      {...(reason === undefined ? {} : { disabledReason: reason })}
      onClick={() => void validate(running.start)()}
    >
      Save
    </Button>
  );
}
