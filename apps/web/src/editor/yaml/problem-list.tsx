import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Diagnostic, Fix, Position, Severity } from '@podpass/cluster-config';
import { memo, useCallback, useRef } from 'react';
import './problem-list.css';

interface ProblemListProps {
  diagnostics: readonly Diagnostic[];
  onJump(position: Position): void;
  /** Without it, problems have no buttons that mend them. */
  onFix?(fix: Fix): void;
  /** As `useDiagnostics` says it: fixes wait until the text has been checked. */
  checking?: boolean;
  failure?: string | undefined;
  unjudged?: string | undefined;
}

/** More are counted, not listed: a hostile text has one for each of its characters. */
const MOST_LISTED = 100;

const kinds = { error: 'error', warning: 'warning', info: 'info' } as const satisfies Record<Severity, string>;
const names: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** Everything that is wrong with a configuration, in the order of the text. A line leads to its place. */
export function ProblemList(props: ProblemListProps) {
  const { diagnostics, onFix, checking = false, failure, unjudged } = props;
  // Lines are drawn again only when what they show changes: after every key there would be hundreds of components to draw.
  // So they know their problem by its number, and what is done about it is looked up when they are used.
  const latest = useRef(props);
  latest.current = props;
  const jump = useCallback((index: number) => {
    const diagnostic = latest.current.diagnostics[index];
    if (diagnostic) latest.current.onJump(diagnostic.range.start);
  }, []);
  const mend = useCallback((index: number) => {
    const fix = latest.current.diagnostics[index]?.fix;
    if (fix) latest.current.onFix?.(fix);
  }, []);
  return (
    <SpaceBetween size="xs">
      <div role="status">
        {failure === undefined ? (
          <StatusIndicator type={statusOf(diagnostics)}>{summaryOf(diagnostics)}</StatusIndicator>
        ) : (
          <StatusIndicator type="error">{failure}</StatusIndicator>
        )}
      </div>
      {diagnostics.length > 0 && (
        <ul className="podpass-problem-list" aria-label="Problems">
          {diagnostics.slice(0, MOST_LISTED).map(({ severity, message, range, fix }, index) => (
            // A problem has no identity but its place among the others.
            <li key={index}>
              <ProblemLine
                index={index}
                severity={severity}
                message={message}
                line={range.start.line}
                column={range.start.column}
                fixTitle={onFix && fix?.title}
                mayFix={fix === undefined || !checking}
                onJump={jump}
                onFix={mend}
              />
            </li>
          ))}
        </ul>
      )}
      {diagnostics.length > MOST_LISTED && <Box>And {diagnostics.length - MOST_LISTED} more.</Box>}
      {unjudged !== undefined && (
        <Box fontSize="body-s" color="text-body-secondary">
          {unjudged}
        </Box>
      )}
    </SpaceBetween>
  );
}

interface ProblemLineProps {
  index: number;
  severity: Severity;
  message: string;
  line: number;
  column: number;
  /** Undefined where nothing mends it. */
  fixTitle: string | undefined;
  mayFix: boolean;
  onJump(index: number): void;
  onFix(index: number): void;
}

const ProblemLine = memo(function ProblemLine(props: ProblemLineProps) {
  const { index, severity, message, line, column, fixTitle, mayFix, onJump, onFix } = props;
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      <StatusIndicator type={kinds[severity]}>{names[severity]}</StatusIndicator>
      <Link
        variant="primary"
        onFollow={(event) => {
          event.preventDefault();
          onJump(index);
        }}
        ariaLabel={`Line ${line}:${column}, go to: ${message}`}
      >
        Line {line}:{column}
      </Link>
      <span>{message}</span>
      {fixTitle !== undefined && (
        <Button
          variant="inline-link"
          disabled={!mayFix}
          ariaLabel={`${fixTitle} (line ${line})`}
          onClick={() => onFix(index)}
        >
          {fixTitle}
        </Button>
      )}
    </SpaceBetween>
  );
});

function statusOf(diagnostics: readonly Diagnostic[]): 'success' | 'info' | 'warning' | 'error' {
  if (diagnostics.some(({ severity }) => severity === 'error')) return 'error';
  if (diagnostics.some(({ severity }) => severity === 'warning')) return 'warning';
  return diagnostics.length > 0 ? 'info' : 'success';
}

function summaryOf(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'No problems';
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const notes = diagnostics.length - errors - warnings;
  return [counted(errors, 'error'), counted(warnings, 'warning'), counted(notes, 'note')].filter(Boolean).join(', ');
}

function counted(count: number, name: string): string {
  return count === 0 ? '' : `${count} ${name}${count === 1 ? '' : 's'}`;
}
