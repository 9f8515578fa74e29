import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLocation } from 'react-router';
import { paths } from './paths.ts';

export function Component() {
  const { pathname } = useLocation();
  return (
    <SpaceBetween size="m">
      <Header variant="h1">Page not found</Header>
      <Box>
        There is no page at <Box variant="code">{pathname}</Box>. The address may be misspelt, or from another version
        of this console.
      </Box>
      <Link href={paths.clusters()}>Go to the clusters</Link>
    </SpaceBetween>
  );
}
