import SpaceBetween from '@cloudscape-design/components/space-between';
import { applyFix, type Fix, type Position } from '@podpass/cluster-config';
import { useState } from 'react';
import { IngressConflictFix } from '../../config-workbench/ingress-conflict-fix.tsx';
import { LazyYamlEditor } from '../../editor/yaml/lazy-yaml-editor.tsx';
import { ProblemList } from '../../editor/yaml/problem-list.tsx';
import type { useDiagnostics } from '../../editor/yaml/use-diagnostics.ts';

interface TextAndProblemsProps {
  text: string;
  checked: ReturnType<typeof useDiagnostics>;
  /** Undefined where the text is only read. */
  onText?: (text: string) => void;
}

/** The editor with everything that is wrong with its text below it. */
export function TextAndProblems({ text, checked, onText }: TextAndProblemsProps) {
  const [revealAt, setRevealAt] = useState<Position>();
  const { diagnostics, checking, failure, facts, unjudged } = checked;
  const fix = onText && ((chosen: Fix) => onText(applyFix(text, chosen)));
  return (
    <SpaceBetween size="m">
      {!checking && <IngressConflictFix text={text} diagnostics={diagnostics} onText={onText} />}
      <LazyYamlEditor
        value={text}
        label="Cluster configuration"
        diagnostics={diagnostics}
        facts={facts}
        readOnly={onText === undefined}
        revealAt={revealAt}
        {...(onText && fix ? { onChange: onText, onFix: fix } : {})}
      />
      <ProblemList
        diagnostics={diagnostics}
        checking={checking}
        failure={failure}
        unjudged={unjudged}
        onJump={({ line, column }) => setRevealAt({ line, column })}
        {...(fix ? { onFix: fix } : {})}
      />
    </SpaceBetween>
  );
}
