import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { blockingFindings, type ChangeRequestInput } from '@podpass/inventory';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { refreshInFlight } from '../../api/in-flight.ts';
import { paths } from '../../app/paths.ts';
import { PlanView } from '../../change-flow/plan-view.tsx';
import { type Preview, usePlan } from '../../change-flow/use-plan.ts';
import { useRunningChange } from '../../change-flow/use-running-change.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { TypedName } from './typed-name.tsx';

interface DeleteClusterDialogProps {
  cluster: string;
  onClose: () => void;
}

/**
 * Deletes a cluster: what outlives it and every step first, then its name typed by the person. Once begun, its own page
 * is the place to watch it.
 */
export function DeleteClusterDialog({ cluster, onClose }: DeleteClusterDialogProps) {
  const [typed, setTyped] = useState('');
  // Planned as if it was confirmed: what the person has typed so far is no finding about the cluster.
  const [turnOffProtection, setTurnOffProtection] = useState(false);
  const request = useMemo<ChangeRequestInput>(
    () => ({ kind: 'delete-cluster', confirm: cluster, turnOffProtection }),
    [cluster, turnOffProtection],
  );
  const running = useRunningChange(cluster, request);
  const { operationId } = running;
  const preview = usePlan(cluster, operationId === undefined ? request : undefined);
  useOperationPage(operationId, onClose);
  const reason = running.denial ?? obstacle(preview) ?? (typed === cluster ? undefined : `Type ${cluster} first`);
  const begin = () => {
    if (reason === undefined && !running.starting) running.start();
  };
  return (
    <Modal
      visible
      size="large"
      header={`Delete cluster ${cluster}?`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={running.starting} onClick={begin} {...disabledFor(reason)}>
              Delete cluster
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>
          Its nodes and everything that runs on them are deleted with it. Deleting a cluster cannot be undone; the
          configuration that is saved here stays, and can be provisioned again.
        </Box>
        <PlanView preview={preview} />
        {(turnOffProtection || isProtected(preview)) && (
          <Checkbox checked={turnOffProtection} onChange={({ detail }) => setTurnOffProtection(detail.checked)}>
            Turn off its deletion protection first
          </Checkbox>
        )}
        {running.failure && <FailureAlert failure={running.failure} />}
        <TypedName cluster={cluster} typed={typed} onType={setTyped} onEnter={begin} />
      </SpaceBetween>
    </Modal>
  );
}

function isProtected({ plan }: Preview): boolean {
  return plan?.findings.some(({ code }) => code === 'deletion-protected') ?? false;
}

/** Why the plan as it stands cannot be started. */
function obstacle({ plan, failure, pending }: Preview): string | undefined {
  if (failure) return 'What would be deleted is not known';
  if (!plan || pending) return 'What would be deleted is still being looked at';
  return blockingFindings(plan).length > 0 ? 'A finding blocks it' : undefined;
}

function useOperationPage(operationId: string | undefined, onClose: () => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (operationId === undefined) return;
    void refreshInFlight();
    void navigate(paths.operation(operationId));
    onClose();
  }, [operationId, navigate, onClose]);
}
