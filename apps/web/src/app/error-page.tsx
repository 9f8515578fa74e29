import Box from '@cloudscape-design/components/box';
import { useRouteError } from 'react-router';
import { toFailure } from '../api/failure.ts';
import { FailureAlert } from '../ui/failure-alert.tsx';
import { SignedOut } from './signed-out.tsx';

/** What is shown instead of a page that could not be loaded or broke while it rendered. */
export function ErrorPage() {
  const failure = toFailure(useRouteError());
  if (failure.code === 'not-signed-in') return <SignedOut />;
  return (
    <Box padding="l">
      <FailureAlert failure={failure} onRetry={() => window.location.reload()} />
    </Box>
  );
}
