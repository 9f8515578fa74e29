import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { Diagnostic, Fix, Position } from '@podpass/cluster-config';

interface ProblemListProps {
  diagnostics: readonly Diagnostic[];
  onJump(position: Position): void;
  /** Without it, problems have no buttons that mend them. */
  onFix?(fix: Fix): void;
  /** As `useDiagnostics` says it: fixes wait until the text has been checked. */
  checking?: boolean;
  failure?: string | undefined;
}

/** Everything that is wrong with a configuration, in the order of the text. A line leads to its place. */
export function ProblemList({ diagnostics, onJump, onFix, checking = false, failure }: ProblemListProps) {
  if (failure !== undefined) return <Box>{failure}</Box>;
  return (
    <ul>
      {diagnostics.map((diagnostic, index) => (
        <li key={index}>
          <button type="button" onClick={() => onJump(diagnostic.range.start)}>
            {diagnostic.severity} {diagnostic.message}
          </button>
          {diagnostic.fix && onFix && (
            <Button disabled={checking} onClick={() => diagnostic.fix && onFix(diagnostic.fix)}>
              {diagnostic.fix.title}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
