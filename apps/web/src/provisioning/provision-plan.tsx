import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { Plan, PlanStep } from '@podpass/inventory';
import { FindingsList } from '../change-flow/findings-list.tsx';
import { expectedMs } from '../change-flow/operation-progress-state.ts';
import { PlanSteps } from '../change-flow/plan-steps.tsx';
import type { Preview } from '../change-flow/use-plan.ts';
import { usualDuration } from '../ui/duration.ts';
import { FailureAlert } from '../ui/failure-alert.tsx';

/** What would be made: the findings first, then every step under its heading, with the time that it usually takes. */
export function ProvisionPlan({ preview }: { preview: Preview }) {
  const { plan, failure, pending, refresh } = preview;
  if (failure) return <FailureAlert failure={failure} onRetry={refresh} retrying={pending} />;
  if (!plan) {
    return (
      <Box>
        <Spinner /> Looking at the account
      </Box>
    );
  }
  return (
    <div aria-live="polite" aria-busy={pending}>
      <SpaceBetween size="m">
        <FindingsList findings={plan.findings} />
        <Summary plan={plan} />
        <div>
          {groupsOf(plan.steps).map(({ name, steps }) => (
            <ExpandableSection
              key={name}
              headingTagOverride="h3"
              headerText={`${name} (${countOf(steps)})`}
              headerDescription={timeOf(steps)}
            >
              <PlanSteps steps={steps} />
            </ExpandableSection>
          ))}
        </div>
      </SpaceBetween>
    </div>
  );
}

function Summary({ plan: { steps } }: { plan: Plan }) {
  const usual = expectedMs(steps);
  const calls = steps.reduce((sum, step) => sum + step.calls.length, 0);
  const there = thereAmong(steps);
  return (
    <Box>
      {steps.length} {steps.length === 1 ? 'step' : 'steps'}
      {there > 0 && `, of which ${there} only ${there === 1 ? 'looks' : 'look'} at what is there`}, {calls}{' '}
      {calls === 1 ? 'call' : 'calls'}
      {usual !== undefined && `, usually ${usualDuration(usual)} in all: what can be done side by side is`}.
    </Box>
  );
}

function countOf(steps: readonly PlanStep[]): string {
  const there = thereAmong(steps);
  if (there === steps.length) return `${steps.length}, all there`;
  return there === 0 ? String(steps.length) : `${steps.length}, ${there} there`;
}

function thereAmong(steps: readonly PlanStep[]): number {
  return steps.filter((step) => step.there).length;
}

function timeOf(steps: readonly PlanStep[]): string {
  const usual = expectedMs(steps);
  return usual === undefined ? '' : usualDuration(usual);
}

interface Group {
  name: string;
  steps: PlanStep[];
}

function groupsOf(steps: readonly PlanStep[]): Group[] {
  const groups = new Map<string, Group>();
  for (const step of steps) {
    const name = step.group ?? 'Steps';
    const group = groups.get(name) ?? { name, steps: [] };
    groups.set(name, group);
    group.steps.push(step);
  }
  return [...groups.values()];
}
