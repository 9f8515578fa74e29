import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { Component, type ReactNode, Suspense } from 'react';

interface LoadFallbackProps {
  /** Takes the place of what cannot be loaded. */
  instead: ReactNode;
  children: ReactNode;
}

/** Waits for an editor that is loaded when it is first shown, and has a stand-in for the case that it never comes. */
export function LoadFallback({ instead, children }: LoadFallbackProps) {
  return (
    <Instead instead={instead}>
      <Suspense
        fallback={
          <Box padding="s">
            <Spinner /> Loading the editor
          </Box>
        }
      >
        {children}
      </Suspense>
    </Instead>
  );
}

class Instead extends Component<LoadFallbackProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
