import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isForbidden, type Failure } from '../api/failure.ts';

interface FailureAlertProps {
  failure: Failure;
  onRetry?: () => void;
  retrying?: boolean;
}

/** A failure, always in the same order: what happened, why, what to do, and where it can be found again. */
export function FailureAlert({ failure, onRetry, retrying = false }: FailureAlertProps) {
  return (
    <Alert
      type={isForbidden(failure) ? 'warning' : 'error'}
      header={failure.what}
      action={
        onRetry && (
          <Button onClick={onRetry} loading={retrying}>
            Try again
          </Button>
        )
      }
    >
      <SpaceBetween size="xs">
        {failure.why !== '' && <div>{failure.why}</div>}
        <div>
          <strong>What to do: </strong>
          {failure.remedy}
        </div>
        {failure.issues && failure.issues.length > 1 && (
          <ul>
            {failure.issues.map(({ path, message }) => (
              <li key={`${path} ${message}`}>{path === '' ? message : `${path}: ${message}`}</li>
            ))}
          </ul>
        )}
        <FailureReference failure={failure} />
      </SpaceBetween>
    </Alert>
  );
}

function FailureReference({ failure: { code, requestId, awsRequestId } }: { failure: Failure }) {
  return (
    <Box fontSize="body-s" color="text-body-secondary">
      {[
        `Code ${code}`,
        ...(requestId === undefined ? [] : [`request ${requestId}`]),
        ...(awsRequestId === undefined ? [] : [`AWS request ${awsRequestId}`]),
      ].join(' · ')}
    </Box>
  );
}
