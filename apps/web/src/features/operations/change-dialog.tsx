import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { blockingFindings, type ChangeRequestInput, isOperationOver } from '@podpass/inventory';
import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useAfterOperation } from '../../change-flow/after-operation.ts';
import { PlanView } from '../../change-flow/plan-view.tsx';
import { ProgressView } from '../../change-flow/progress-view.tsx';
import { usePlan } from '../../change-flow/use-plan.ts';
import { useRunningChange } from '../../change-flow/use-running-change.ts';

export interface ChangeDialogProps {
  cluster: string;
  title: string;
  /** Undefined while the options do not make a request yet. */
  request: ChangeRequestInput | undefined;
  /** The word on the button that starts it: "Delete", "Install". */
  verb: string;
  /** Choices above the preview. */
  options?: ReactNode;
  onClose: () => void;
}

/** Every small change goes this way: what will be done and who is affected, then yes or no, then its progress. */
export function ChangeDialog({ cluster, title, request, verb, options, onClose }: ChangeDialogProps) {
  const running = useRunningChange(cluster, request);
  const preview = usePlan(cluster, running.operationId === undefined ? request : undefined);
  useAfterOperation(running.followed);
  const started = running.operationId !== undefined;
  const state = running.followed.progress?.state;
  const over = started && state !== undefined && isOperationOver(state);
  const blocked = preview.plan ? blockingFindings(preview.plan).length > 0 : true;
  const idle = preview.plan?.steps.length === 0;
  const reason =
    running.denial ?? (blocked && preview.plan ? 'A finding blocks it' : idle ? 'There is nothing to do' : undefined);
  return (
    <Modal
      visible
      size="large"
      header={title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant={over ? 'primary' : 'link'} onClick={onClose}>
              {over ? 'Close' : started ? 'Go on in the background' : 'Cancel'}
            </Button>
            {running.operationId !== undefined && (
              <Button href={paths.operation(running.operationId)} onClick={onClose}>
                Open the operation
              </Button>
            )}
            {!started && (
              <Button
                variant="primary"
                onClick={running.start}
                loading={running.starting}
                disabled={preview.pending || blocked || idle || running.denial !== undefined}
                {...(reason === undefined ? {} : { disabledReason: reason })}
              >
                {verb}
              </Button>
            )}
            {over && state !== 'done' && <Button onClick={running.reset}>Try again</Button>}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {running.failure && <FailureAlert failure={running.failure} />}
        {started ? (
          <ProgressView followed={running.followed} />
        ) : (
          <>
            {options}
            {request && <PlanView preview={preview} />}
          </>
        )}
      </SpaceBetween>
    </Modal>
  );
}
