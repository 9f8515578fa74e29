import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  /** What it means, in a sentence. */
  text?: ReactNode;
  /** What to do about it. */
  children?: ReactNode;
}

/** What a list says when it has nothing to show. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: 'm' }}>
      <SpaceBetween size="s" alignItems="center">
        <b>{title}</b>
        {text !== undefined && <div className="podpass-empty-text">{text}</div>}
        {children}
      </SpaceBetween>
    </Box>
  );
}
