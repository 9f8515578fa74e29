import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ErrorReport, PlanStep, StepState } from '@podpass/inventory';
import type { ReactNode } from 'react';
import type { StepProgress } from './operation-progress-state.ts';
import { DocumentDiff } from './document-diff.tsx';

/** The steps of a plan in their order, each with its calls and documents to open. */
export function PlanSteps({ steps }: { steps: readonly PlanStep[] }) {
  return (
    <StepList>
      {steps.map((step) => (
        <StepDetails key={step.id} step={step}>
          {step.there && (
            <Box color="text-body-secondary" fontSize="body-s">
              There already: only looked at
            </Box>
          )}
        </StepDetails>
      ))}
    </StepList>
  );
}

/** The same while they are done. `over`: what has not begun by now will not. */
export function RunningSteps({ steps, over }: { steps: readonly StepProgress[]; over: boolean }) {
  return (
    <StepList>
      {steps.map(({ step, state, message, error }) => (
        <StepDetails key={step.id} step={step}>
          <StepStatus state={state} over={over} />
          {message && state !== 'waiting' && (
            <Box color="text-body-secondary" fontSize="body-s">
              {message}
            </Box>
          )}
          {error && <StepError error={error} />}
        </StepDetails>
      ))}
    </StepList>
  );
}

interface StepStatusProps {
  state: StepState;
  /** What has not begun by now will not. */
  over: boolean;
  /** The operation was undone, and nothing of this step by itself was there to take back. */
  left?: boolean;
}

export function StepStatus({ state, over, left = false }: StepStatusProps) {
  if (left) return <StatusIndicator type="stopped">Left as it is</StatusIndicator>;
  if (state === 'waiting' && over) return <StatusIndicator type="stopped">Not done</StatusIndicator>;
  return <StatusIndicator type={looks[state].type}>{looks[state].words}</StatusIndicator>;
}

export function StepError({ error }: { error: ErrorReport }) {
  return (
    <Box fontSize="body-s">
      <strong>{error.what}</strong> {error.why} {error.remedy}
      {error.awsRequestId && ` (AWS request ${error.awsRequestId})`}
    </Box>
  );
}

const looks: Record<StepState, { type: StatusIndicatorProps.Type; words: string }> = {
  waiting: { type: 'pending', words: 'Waiting' },
  running: { type: 'in-progress', words: 'Running' },
  done: { type: 'success', words: 'Done' },
  'already-so': { type: 'success', words: 'Was so already' },
  failed: { type: 'error', words: 'Failed' },
  undoing: { type: 'in-progress', words: 'Taking back' },
  undone: { type: 'stopped', words: 'Taken back' },
  'undo-failed': { type: 'error', words: 'Could not be taken back' },
  skipped: { type: 'stopped', words: 'Left out' },
};

function StepList({ children }: { children: ReactNode }) {
  return (
    // Not SpaceBetween: its boxes between list and items would hide from screen readers that these are items.
    <ol style={{ display: 'grid', rowGap: 8, margin: 0, paddingInlineStart: 24 }}>{children}</ol>
  );
}

function StepDetails({ step, children }: { step: PlanStep; children?: ReactNode }) {
  return (
    <li>
      <SpaceBetween size="xxs">
        <span>{step.title}</span>
        {children}
        <ExpandableSection headerText={callsInWords(step)}>
          <SpaceBetween size="s">
            <StepCommands step={step} />
            {step.documents.map((document) => (
              <DocumentDiff key={document.title} {...document} />
            ))}
            {step.undo && (
              <Box fontSize="body-s" color="text-body-secondary">
                If a later step fails: {lowerFirst(step.undo)}.
              </Box>
            )}
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </li>
  );
}

function callsInWords({ calls }: PlanStep): string {
  return `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}: ${calls.map(({ operation }) => operation).join(', ')}`;
}

/** The step's calls as commands of the AWS CLI or kubectl. */
export function StepCommands({ step }: { step: PlanStep }) {
  return step.calls.map((call) => (
    <CopyToClipboard
      key={call.command}
      variant="inline"
      textToCopy={call.command}
      textToDisplay={call.command}
      copyButtonAriaLabel={`Copy the command of ${call.operation}`}
      copySuccessText="Copied"
      copyErrorText="Could not copy"
    />
  ));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
