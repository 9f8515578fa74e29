import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect } from 'react';

/** Shown when there is no session. Podpass has no passwords: the way in is a link that it prints when it starts. */
export function SignedOutPage() {
  useEffect(() => {
    document.title = 'Signed out · Podpass';
  }, []);
  return (
    <main className="podpass-signed-out">
      <Container header={<Header variant="h1">You are not signed in</Header>}>
        <SpaceBetween size="m">
          <Box>
            Podpass prints a sign-in link in the terminal where it runs, right below its address. Open the newest one in
            this browser. A link works once; as soon as it has been used, Podpass prints the next one there.
          </Box>
          <Box>
            No terminal to look at any more? Start Podpass again with <Box variant="code">npm start</Box>: it prints a
            new link, and keeps its history.
          </Box>
          <Button onClick={() => window.location.reload()}>I have signed in: reload</Button>
        </SpaceBetween>
      </Container>
    </main>
  );
}
