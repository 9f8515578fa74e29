import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ConfigDialog } from '../../config-workbench/config-dialog.tsx';
import { ProvisionPlan } from '../../provisioning/provision-plan.tsx';
import { useProvisionPlan } from '../../provisioning/use-provision-plan.ts';
import { startReason, useProvisioning } from '../../provisioning/use-provisioning.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';

interface ProvisionDialogProps {
  /** Of the cluster. */
  name: string;
  wanted: { id: string; revision: number };
  onClose: () => void;
}

/** What is missing of the cluster that a revision describes, and making it. */
export function ProvisionDialog({ name, wanted, onClose }: ProvisionDialogProps) {
  const preview = useProvisionPlan(wanted);
  const { starting, failure, denial, start } = useProvisioning(() => Promise.resolve(wanted));
  return (
    <ConfigDialog
      title={`Provision ${name} from revision ${wanted.revision}`}
      onClose={onClose}
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" loading={starting} onClick={start} {...disabledFor(denial ?? startReason(preview))}>
            Provision
          </Button>
        </>
      }
    >
      <SpaceBetween size="m">
        {failure && <FailureAlert failure={failure} onRetry={start} retrying={starting} />}
        <div>What exists already stays as it is: only what is missing is made.</div>
        <ProvisionPlan preview={preview} />
      </SpaceBetween>
    </ConfigDialog>
  );
}
