import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isOperationOver, type StepState } from '@podpass/inventory';
import { useState } from 'react';
import type { OperationProgress, StepProgress } from '../../change-flow/operation-progress-state.ts';
import { StepStatus } from '../../change-flow/plan-steps.tsx';
import { durationInWords, usualDuration } from '../../ui/duration.ts';
import { StepDetails } from './step-details.tsx';
import { groupsOf } from './step-groups.ts';
import './step-tree.css';

const failed: readonly StepState[] = ['failed', 'undo-failed'];

/** All steps under their headings, each with its state and times, and everything about it to open. */
export function StepTree({ progress, now }: { progress: OperationProgress; now: number }) {
  const over = isOperationOver(progress.state) || progress.state === 'undoing';
  const about = { over, undone: progress.state === 'undone', now };
  const groups = groupsOf(progress.steps);
  return (
    <SpaceBetween size="s">
      <Header variant="h2" counter={`(${progress.done}/${progress.total})`}>
        Steps
      </Header>
      {groups.length === 0 && <Box color="text-body-secondary">There was nothing to do.</Box>}
      {groups.map(({ name, steps, ended }) =>
        name === undefined ? (
          <StepList {...about} key="" steps={steps} label="Steps" />
        ) : (
          <ExpandableSection
            key={name}
            defaultExpanded
            headingTagOverride="h3"
            headerText={`${name} (${ended} of ${steps.length})`}
          >
            <StepList {...about} steps={steps} label={name} />
          </ExpandableSection>
        ),
      )}
    </SpaceBetween>
  );
}

interface AboutAll {
  /** What has not begun by now will not. */
  over: boolean;
  /** All that could be taken back is. */
  undone: boolean;
  now: number;
}

interface StepListProps extends AboutAll {
  steps: readonly StepProgress[];
  label: string;
}

function StepList({ steps, label, ...about }: StepListProps) {
  return (
    <ul className="podpass-steps" aria-label={label}>
      {steps.map((each) => (
        <StepItem {...about} key={each.step.id} progress={each} />
      ))}
    </ul>
  );
}

function StepItem({ progress, over, undone, now }: AboutAll & { progress: StepProgress }) {
  const { step, state } = progress;
  // It was so before, or goes with something else: what it said when it ended may not be so any more.
  const left = undone && (state === 'done' || state === 'already-so');
  const message = left ? step.undo : progress.message;
  // One that has failed opens by itself, until the person decides.
  const [chosen, setChosen] = useState<boolean>();
  const expanded = chosen ?? failed.includes(state);
  return (
    <li className="podpass-step" data-state={state}>
      <ExpandableSection
        expanded={expanded}
        onChange={({ detail }) => setChosen(detail.expanded)}
        headerText={step.title}
        {...(message === undefined || message === step.title || expanded ? {} : { headerDescription: message })}
        headerActions={
          <span className="podpass-step-end">
            <Box color="text-body-secondary" fontSize="body-s" textAlign="right">
              {left ? '' : timesOf(progress, now)}
            </Box>
            <span className="podpass-step-state">
              <StepStatus state={state} over={over} left={left} />
            </span>
          </span>
        }
      >
        {expanded && <StepDetails progress={progress} />}
      </ExpandableSection>
    </li>
  );
}

/** `12 s`, and `of about 2 min` as long as it runs; what is to be expected before it has begun. */
function timesOf({ step, state, startedAt, endedAt }: StepProgress, now: number): string {
  const usual = step.expectedMs === undefined ? undefined : usualDuration(step.expectedMs);
  if (state === 'waiting' || startedAt === undefined) return state === 'waiting' ? (usual ?? '') : '';
  const took = durationInWords(Math.max(0, (endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt)) / 1_000);
  return endedAt !== undefined || usual === undefined || state !== 'running' ? took : `${took} of ${usual}`;
}
