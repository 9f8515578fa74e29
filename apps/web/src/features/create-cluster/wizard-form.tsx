import Button from '@cloudscape-design/components/button';
import Wizard from '@cloudscape-design/components/wizard';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { paths } from '../../app/paths.ts';
import { useWorkbench } from '../../config-workbench/workbench.tsx';
import { AdvancedStep } from './advanced/advanced-step.tsx';
import { ReviewStep } from './steps/review-step.tsx';
import { GeneralStep } from './steps/general-step.tsx';
import { NodeGroupsStep } from './steps/node-groups-step.tsx';
import { SettingsStep } from './steps/settings-step.tsx';
import type { Saving } from './use-save-revision.tsx';
import { isWizardStep, stepTitles, type WizardStep, wizardSteps } from './wizard-step.ts';

/** The forms, one step at a time. Every step can be opened at any time: what is missing is told at the end. */
export function WizardForm({ saving }: { saving: Saving }) {
  const navigate = useNavigate();
  const { showText } = useWorkbench();
  const [params, setParams] = useSearchParams();
  const wanted = params.get('step');
  const active: WizardStep = isWizardStep(wanted) ? wanted : 'general';
  const go = (step: WizardStep): void => setParams({ step });
  const opened = useOpenedSteps();
  const contents: Record<WizardStep, () => ReactNode> = {
    general: () => <GeneralStep />,
    settings: () => <SettingsStep />,
    'node-groups': () => <NodeGroupsStep />,
    advanced: () => <AdvancedStep />,
    review: () => <ReviewStep saving={saving} onStep={go} />,
  };
  return (
    <Wizard
      activeStepIndex={opened ? wizardSteps.indexOf(active) : wizardSteps.length - 1}
      steps={wizardSteps.map((step) => ({
        title: stepTitles[step],
        content: opened && step === active ? contents[step]() : null,
      }))}
      isLoadingNextStep={saving.saving}
      submitButtonText="Save Changes"
      secondaryActions={<Button onClick={() => showText?.(undefined)}>Save &amp; Customize</Button>}
      onNavigate={({ detail }) => go(wizardSteps[detail.requestedStepIndex] ?? 'general')}
      onCancel={() => void navigate(paths.clusters())}
      onSubmit={saving.save}
      i18nStrings={{
        stepNumberLabel: (step) => `Step ${step}`,
        collapsedStepsLabel: (step, count) => `Step ${step} of ${count}`,
        navigationAriaLabel: 'Steps',
        cancelButton: 'Close',
        previousButton: 'Previous',
        nextButton: 'Next',
      }}
    />
  );
}

/**
 * The design system lets a person open the steps that were open before. Here the text decides, not the way through the
 * steps, so all of them count as having been open: the wizard begins with the last one, and shows the one that is meant
 * before anything is painted.
 */
function useOpenedSteps(): boolean {
  const [opened, setOpened] = useState(false);
  useLayoutEffect(() => setOpened(true), []);
  return opened;
}
