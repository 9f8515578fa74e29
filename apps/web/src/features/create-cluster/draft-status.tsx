import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Draft } from '../../config-workbench/use-draft.ts';

/** Whether the work is kept, always in the same place. */
export function DraftStatus({ draft }: { draft: Draft }) {
  const { state } = draft;
  switch (state.phase) {
    case 'clean':
      return draft.id === undefined ? (
        <StatusIndicator type="info">The first change begins a draft</StatusIndicator>
      ) : (
        <StatusIndicator>Saved</StatusIndicator>
      );
    case 'waiting':
    case 'saving':
      return <StatusIndicator type="in-progress">Saving the draft</StatusIndicator>;
    case 'saved':
      return <StatusIndicator>Draft saved</StatusIndicator>;
    case 'failed':
      return (
        <SpaceBetween direction="horizontal" size="xs">
          <StatusIndicator type="warning">
            Draft not saved yet, kept in this browser: {state.failure.what}
          </StatusIndicator>
          <Button variant="inline-link" onClick={() => void draft.saveNow()}>
            Try again
          </Button>
        </SpaceBetween>
      );
    case 'conflict':
      return <StatusIndicator type="warning">Not saved: somebody else changed it too</StatusIndicator>;
  }
}
