import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Problem } from '@podpass/contract';

const sources: Record<Problem['source'], string> = { eks: 'EKS', iam: 'IAM', kubernetes: 'Kubernetes' };

interface ProblemsProps {
  problems: readonly (Problem & { where?: string })[];
  /** What is still right on this page in spite of them. */
  rest: string;
  onRetry?: () => void;
}

/** Parts of an answer that could not be had, each with its cause and its remedy; the page below shows the rest. */
export function Problems({ problems, rest, onRetry }: ProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <Alert
      type="warning"
      header={problems.length === 1 ? problems[0]?.what : `${problems.length} sources could not be read`}
      action={onRetry && <Button onClick={onRetry}>Try again</Button>}
    >
      <SpaceBetween size="xs">
        {problems.map((problem) => (
          <div key={`${problem.where ?? ''}${problem.source}${problem.code}${problem.what}`}>
            <strong>{problem.where ?? sources[problem.source]}: </strong>
            {problems.length > 1 && `${problem.what} `}
            {problem.why} {problem.remedy}
          </div>
        ))}
        <div>{rest}</div>
      </SpaceBetween>
    </Alert>
  );
}
