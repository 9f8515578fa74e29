import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { OperationEvent } from '@podpass/inventory';
import type { ReactNode } from 'react';
import { DocumentDiff } from '../../change-flow/document-diff.tsx';
import type { StepProgress } from '../../change-flow/operation-progress-state.ts';
import { StepError } from '../../change-flow/plan-steps.tsx';
import { ExactTime } from '../../ui/time.tsx';

/** Everything about one step: what went wrong, what happened when, its documents, and how to do it by hand. */
export function StepDetails({ progress: { step, error, events } }: { progress: StepProgress }) {
  return (
    <SpaceBetween size="s">
      {error && <StepError error={error} />}
      <Part title="What happened">
        <StepEvents events={events} />
      </Part>
      {step.documents.length > 0 && (
        <Part title="Documents">
          {step.documents.map((document) => (
            <DocumentDiff key={document.title} {...document} />
          ))}
        </Part>
      )}
      {step.calls.length > 0 && (
        <Part title="The same by hand">
          {step.calls.map(({ operation, command }) => (
            <div key={command} className="podpass-command">
              {/* It may scroll, so the keyboard must reach it. */}
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <pre tabIndex={0} role="group" aria-label={`Command of ${operation}`}>
                {command}
              </pre>
              <CopyToClipboard
                variant="icon"
                textToCopy={command}
                copyButtonAriaLabel={`Copy the command of ${operation}`}
                copySuccessText="Copied"
                copyErrorText="Could not copy"
              />
            </div>
          ))}
        </Part>
      )}
      <Part title="Undoing it">
        <Box color="text-body-secondary">{step.undo ?? 'It is left as it is.'}</Box>
      </Part>
    </SpaceBetween>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <SpaceBetween size="xxs">
      <Box variant="h5" tagOverride="h4">
        {title}
      </Box>
      {children}
    </SpaceBetween>
  );
}

function StepEvents({ events }: { events: readonly OperationEvent[] }) {
  if (events.length === 0) return <Box color="text-body-secondary">It has not begun.</Box>;
  return (
    <ol className="podpass-events">
      {events.map(({ seq, at, message, awsRequestId, error }) => (
        <li key={seq}>
          <ExactTime at={at} /> <span>{message}</span>
          {(awsRequestId ?? error?.awsRequestId) !== undefined && (
            <code> AWS request {awsRequestId ?? error?.awsRequestId}</code>
          )}
        </li>
      ))}
    </ol>
  );
}
