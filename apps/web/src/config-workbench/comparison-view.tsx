import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { LazyYamlDiff } from '../editor/yaml/lazy-yaml-editor.tsx';
import { compareTexts, type Comparison } from './config-changes.ts';

interface ComparisonViewProps {
  before: string;
  after: string;
  beforeLabel: string;
  afterLabel: string;
}

/** Two texts compared: in the words of the domain, then line by line. */
export function ComparisonView({ before, after, beforeLabel, afterLabel }: ComparisonViewProps) {
  const comparison = useMemo(() => compareTexts(before, after), [before, after]);
  return (
    <SpaceBetween size="m">
      <Words comparison={comparison} />
      {comparison.kind !== 'same' && (
        <LazyYamlDiff
          before={before}
          after={after}
          beforeLabel={beforeLabel}
          afterLabel={afterLabel}
          label={`${beforeLabel} and ${afterLabel} compared`}
          height="22rem"
        />
      )}
    </SpaceBetween>
  );
}

function Words({ comparison }: { comparison: Comparison }) {
  switch (comparison.kind) {
    case 'same':
      return <Box>The texts are the same.</Box>;
    case 'layout':
      return <Box>They say the same: only comments, order or layout differ.</Box>;
    case 'unreadable':
      return <Box>One of them cannot be read as a configuration, so only the texts are compared.</Box>;
    case 'words': {
      const { changes } = comparison;
      return (
        <div>
          <Box
            variant="h3"
            padding={{ bottom: 'xxs' }}
          >{`${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`}</Box>
          <ul className="podpass-change-words" aria-label="Changes">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </div>
      );
    }
  }
}
