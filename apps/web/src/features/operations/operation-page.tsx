import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams } from 'react-router';
import { useAfterOperation } from '../../change-flow/after-operation.ts';
import { ProgressView } from '../../change-flow/progress-view.tsx';
import { useOperation } from '../../change-flow/use-operation.ts';

/** One operation, followed live. */
export function Component() {
  const { operationId = '' } = useParams();
  const followed = useOperation(operationId);
  useAfterOperation(followed);
  return (
    <SpaceBetween size="m">
      <Header variant="h1">{followed.progress?.operation.plan.title ?? 'Operation'}</Header>
      <ProgressView followed={followed} />
    </SpaceBetween>
  );
}
