import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { FailureAlert } from '../ui/failure-alert.tsx';
import { FindingsList } from './findings-list.tsx';
import { PlanSteps } from './plan-steps.tsx';
import type { Preview } from './use-plan.ts';

/** What a change would do: the findings first, then every step. */
export function PlanView({ preview }: { preview: Preview }) {
  const { plan, failure, pending, refresh } = preview;
  if (failure) return <FailureAlert failure={failure} onRetry={refresh} retrying={pending} />;
  if (!plan) {
    return (
      <Box>
        <Spinner /> Looking at the account and the cluster
      </Box>
    );
  }
  const calls = plan.steps.reduce((sum, step) => sum + step.calls.length, 0);
  return (
    <div aria-live="polite" aria-busy={pending}>
      <SpaceBetween size="m">
        <FindingsList findings={plan.findings} />
        {plan.steps.length === 0 ? (
          <Box color="text-body-secondary">Nothing would be changed.</Box>
        ) : (
          <SpaceBetween size="xs">
            <Box variant="h4" tagOverride="h3">
              {plan.steps.length} {plan.steps.length === 1 ? 'step' : 'steps'}, {calls} {calls === 1 ? 'call' : 'calls'}
              {pending && (
                <>
                  {' '}
                  <Spinner />
                </>
              )}
            </Box>
            <PlanSteps steps={plan.steps} />
          </SpaceBetween>
        )}
      </SpaceBetween>
    </div>
  );
}
