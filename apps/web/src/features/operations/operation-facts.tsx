import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useInFlight } from '../../api/in-flight.ts';
import { paths } from '../../app/paths.ts';
import { expectedMs, type OperationProgress } from '../../change-flow/operation-progress-state.ts';
import { OperationProgressBar } from '../../change-flow/progress-view.tsx';
import { durationInWords, usualDuration } from '../../ui/duration.ts';
import { OperationStatus } from '../../ui/operation-state.tsx';
import { ExactTime } from '../../ui/time.tsx';

/** Who does what where, since when, and how far it is. */
export function OperationFacts({ progress, now }: { progress: OperationProgress; now: number }) {
  const { operation, state, error, attempt, attemptedAt, endedAt } = progress;
  const usual = expectedMs(operation.plan.steps);
  const took = ((endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(attemptedAt)) / 1_000;
  return (
    <Container>
      <SpaceBetween size="m">
        <OperationProgressBar progress={progress} />
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'State', value: <OperationStatus state={state} error={error} /> },
            {
              label: 'Cluster',
              value: <Link href={paths.cluster(operation.clusterKey)}>{operation.clusterKey}</Link>,
            },
            { label: 'Requested by', value: operation.requestedBy },
            { label: 'Started', value: <ExactTime at={operation.startedAt} /> },
            { label: attempt === 1 ? 'Took so far' : `Attempt ${attempt} took`, value: durationInWords(took) },
            { label: 'Usually takes', value: usual === undefined ? '–' : usualDuration(usual) },
            { label: 'Ended', value: <ExactTime at={endedAt} /> },
            { label: 'Attempt', value: String(attempt) },
          ].map((item) => (item.label === 'Took so far' && endedAt !== undefined ? { ...item, label: 'Took' } : item))}
        />
      </SpaceBetween>
    </Container>
  );
}

/** Operations of one cluster run one after the other: which one has to end before this one begins. */
export function WaitingFor({ progress: { operation, state } }: { progress: OperationProgress }) {
  // What it waits for changes while it waits; the list that is looked at anyway knows it.
  const inFlight = useInFlight();
  if (state !== 'waiting') return null;
  const earlier = inFlight?.find(({ id }) => id === operation.id)?.waitingFor ?? operation.waitingFor;
  if (earlier === undefined) return null;
  const title = inFlight?.find(({ id }) => id === earlier)?.title ?? 'another operation';
  return (
    <Alert type="info" header="It waits for its turn">
      Operations of one cluster run one after the other. Before this one:{' '}
      <Link href={paths.operation(earlier)}>{title}</Link>
    </Alert>
  );
}
