import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { changeInWords, type Diagnostic, diffConfigs, openClusterConfig } from '@podpass/cluster-config';
import type { ConfigRevision } from '@podpass/inventory';
import { useMemo } from 'react';
import { IngressConflictFix } from '../../../config-workbench/ingress-conflict-fix.tsx';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { LazyYamlDiff } from '../../../editor/yaml/lazy-yaml-editor.tsx';
import type { Saving } from '../use-save-revision.tsx';
import { stepOf, stepTitles, type WizardStep, wizardSteps } from '../wizard-step.ts';
import { ProvisionSection } from './provision-section.tsx';
import { More, Section } from './section.tsx';

interface ReviewStepProps {
  saving: Saving;
  onStep(step: WizardStep): void;
}

/** What is wrong, what changed since the last revision, what would be made, and making it. */
export function ReviewStep({ saving, onStep }: ReviewStepProps) {
  const { text, diagnostics, readOnly, setText } = useWorkbench();
  return (
    <SpaceBetween size="l">
      <IngressConflictFix
        text={text}
        diagnostics={diagnostics}
        onText={readOnly ? undefined : (next) => setText(next, true)}
      />
      <ProblemsSection onStep={onStep} />
      {saving.last && <ChangesSection last={saving.last} />}
      <Section title="Save">
        <FormField label="Note" description="What this revision is for." stretch>
          <Input
            value={saving.note}
            onChange={({ detail }) => saving.setNote(detail.value.slice(0, 500))}
            readOnly={saving.denied !== undefined}
          />
        </FormField>
        <Alert type="info">Save Changes keeps a revision of this configuration. It makes nothing in AWS.</Alert>
      </Section>
      <ProvisionSection saving={saving} />
    </SpaceBetween>
  );
}

function ProblemsSection({ onStep }: Pick<ReviewStepProps, 'onStep'>) {
  const { diagnostics, places } = useWorkbench();
  if (diagnostics.length === 0) {
    return (
      <Section title="Problems">
        <StatusIndicator>Nothing is wrong with this configuration</StatusIndicator>
      </Section>
    );
  }
  const placed = diagnostics.map((diagnostic) => ({ diagnostic, step: stepOf(diagnostic, places) }));
  const groups = [...wizardSteps, undefined].flatMap((step) => {
    const found = placed.filter((one) => one.step === step).map(({ diagnostic }) => diagnostic);
    return found.length === 0 ? [] : [{ step, found }];
  });
  return (
    <Section title="Problems">
      {groups.map(({ step, found }) => (
        <div key={step ?? 'text'}>
          <Box variant="h3">{step === undefined ? 'Text' : stepTitles[step]}</Box>
          <SpaceBetween size="xs">
            {found.map((diagnostic, index) => (
              <ProblemLine key={index} diagnostic={diagnostic} />
            ))}
            {step !== undefined && (
              <Button variant="inline-link" onClick={() => onStep(step)}>
                Go to {stepTitles[step]}
              </Button>
            )}
          </SpaceBetween>
        </div>
      ))}
    </Section>
  );
}

function ProblemLine({ diagnostic }: { diagnostic: Diagnostic }) {
  const { showText } = useWorkbench();
  const { severity, message, range } = diagnostic;
  return (
    <div>
      <StatusIndicator type={severity}>{message}</StatusIndicator>{' '}
      {showText && (
        <Button
          variant="inline-link"
          ariaLabel={`Line ${range.start.line}: ${message}`}
          onClick={() => showText(range.start)}
        >
          Line {range.start.line}
        </Button>
      )}
    </div>
  );
}

function ChangesSection({ last }: { last: ConfigRevision }) {
  const { opened, text } = useWorkbench();
  const before = useMemo(() => openClusterConfig(last.text).model, [last.text]);
  const changes = before && opened.model ? diffConfigs(before, opened.model) : [];
  return (
    <Section title={`Changes since revision ${last.number}`}>
      {text === last.text ? (
        <Box>None.</Box>
      ) : (
        <>
          {changes.length === 0 ? (
            <Box>Only the way it is written, comments included.</Box>
          ) : (
            <ul>
              {changes.map((change) => (
                <li key={`${change.subject} ${change.name} ${change.kind}`}>{changeInWords(change)}</li>
              ))}
            </ul>
          )}
          <More title="Line by line">
            <LazyYamlDiff
              before={last.text}
              after={text}
              beforeLabel={`Revision ${last.number}`}
              afterLabel="Now"
              label={`Differences to revision ${last.number}`}
            />
          </More>
        </>
      )}
    </Section>
  );
}
