import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense } from 'react';
import { useKubernetesVersions } from '../../../api/catalogue.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { nearestOffered } from '../../../provisioning/nearest-version.ts';
import { useProvisionPlan } from '../../../provisioning/use-provision-plan.ts';
import { startReason, useProvisioning } from '../../../provisioning/use-provisioning.ts';
import { disabledFor } from '../../../ui/disabled-for.ts';
import { FailureAlert } from '../../../ui/failure-alert.tsx';
import { useSettled } from '../../../ui/use-settled.ts';
import type { Saving } from '../use-save-revision.tsx';

const ProvisionPlan = lazy(async () => ({
  default: (await import('../../../provisioning/provision-plan.tsx')).ProvisionPlan,
}));

/** What making the cluster of this text would do now, and the button that does it. */
export function ProvisionSection({ saving }: { saving: Saving }) {
  const { text, diagnostics } = useWorkbench();
  const wrong = diagnostics.some(({ severity }) => severity === 'error');
  const { settled } = useSettled(text, 300);
  const preview = useProvisionPlan(wrong ? undefined : { text: settled });
  const provisioning = useProvisioning(saving.keep);
  const saved = saving.last?.text === text;
  const reason = wrong
    ? 'Mend the problems above first.'
    : (provisioning.denial ?? (saved ? undefined : saving.denied) ?? startReason(preview));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="What would be made, in this order. Nothing is made before you press Provision."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                iconName="refresh"
                ariaLabel="Look at the account again"
                disabled={wrong}
                loading={!wrong && preview.pending}
                onClick={preview.refresh}
              />
              <Button loading={provisioning.starting} onClick={provisioning.start} {...disabledFor(reason)}>
                {saved ? 'Provision' : 'Save and provision'}
              </Button>
            </SpaceBetween>
          }
        >
          Provision
        </Header>
      }
    >
      <SpaceBetween size="m">
        {provisioning.failure && (
          <FailureAlert failure={provisioning.failure} onRetry={provisioning.start} retrying={provisioning.starting} />
        )}
        <VersionFix offeredNot={preview.plan?.findings.some(isVersionOfCluster) === true} />
        {wrong ? (
          <div>It can be planned when the problems above are mended.</div>
        ) : (
          <Suspense fallback={null}>
            <ProvisionPlan preview={preview} />
          </Suspense>
        )}
      </SpaceBetween>
    </Container>
  );
}

/** The subject of a finding about the control plane's version is that version; about a node group's, its name. */
function isVersionOfCluster({ code, subject }: { code: string; subject: string }): boolean {
  return code === 'version-not-offered' && /^1\.\d+$/.test(subject);
}

/** One press writes the nearest version that EKS offers. */
function VersionFix({ offeredNot }: { offeredNot: boolean }) {
  const { opened, edit, readOnly } = useWorkbench();
  const { region, kubernetesVersion } = opened.model ?? {};
  const { versions } = useKubernetesVersions(region);
  const nearest = kubernetesVersion && versions && nearestOffered(kubernetesVersion, versions);
  if (!offeredNot || !nearest) return null;
  const target = opened.model?.form === 'v3' ? undefined : ['metadata', 'version'];
  if (target === undefined) return null;
  return (
    <Alert
      type="info"
      header={`The nearest version that EKS offers is ${nearest}`}
      action={
        <Button
          disabled={readOnly}
          onClick={() => edit([{ kind: 'set', target: 'config', path: target, value: nearest }])}
        >
          Use Kubernetes {nearest}
        </Button>
      }
    >
      It is written into the text in place of {kubernetesVersion}; versions of add-ons and nodes may have to follow.
    </Alert>
  );
}
