import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { OperationSummary } from '@podpass/inventory';
import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { useAfterOperation } from '../../change-flow/after-operation.ts';
import { useOperation } from '../../change-flow/use-operation.ts';
import { ExactTime } from '../../ui/time.tsx';
import { lifecycleNotice } from './lifecycle-words.ts';

interface LifecycleNoticeProps {
  operation: OperationSummary;
  /** Whether EKS has the cluster. */
  there: boolean;
  /** More ways on. */
  children?: ReactNode;
}

/** Says, live, that a cluster is being made or taken away, or that this has not ended well, with the way to it. */
export function LifecycleNotice({ operation, there, children }: LifecycleNoticeProps) {
  const followed = useOperation(operation.id);
  useAfterOperation(followed);
  const { type, header, text, at } = lifecycleNotice(operation, followed.progress, there);
  return (
    <div aria-live="polite">
      <Alert
        type={type}
        header={header}
        action={
          <SpaceBetween direction="horizontal" size="xs">
            {children}
            <Button href={paths.operation(operation.id)}>Open the operation</Button>
          </SpaceBetween>
        }
      >
        {text}
        {at && (
          <>
            {' '}
            <ExactTime at={at} />, by {operation.requestedBy}.
          </>
        )}
      </Alert>
    </div>
  );
}
