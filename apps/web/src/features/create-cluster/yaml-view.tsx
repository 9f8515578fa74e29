import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { applyFix, type Fix, type Position } from '@podpass/cluster-config';
import { useState } from 'react';
import { useWorkbench } from '../../config-workbench/workbench.tsx';
import { LazyYamlEditor } from '../../editor/yaml/lazy-yaml-editor.tsx';
import { ProblemList } from '../../editor/yaml/problem-list.tsx';
import { useDiagnostics } from '../../editor/yaml/use-diagnostics.ts';

/** Save & Customize: the text that the forms wrote. What is changed here is what the forms show next. */
export function YamlView({ revealAt, onForms }: { revealAt: Position | undefined; onForms(): void }) {
  const { text, setText, readOnly } = useWorkbench();
  const { diagnostics, checking, failure, facts, unjudged } = useDiagnostics(text);
  const [jump, setJump] = useState<Position>();
  const fix = (chosen: Fix): void => setText(applyFix(text, chosen), true);
  return (
    <SpaceBetween size="m">
      <Container
        header={
          <Header variant="h2" actions={<Button onClick={onForms}>Back to the forms</Button>}>
            YAML
          </Header>
        }
      >
        <LazyYamlEditor
          value={text}
          {...(readOnly ? {} : { onChange: (next: string) => setText(next), onFix: fix })}
          readOnly={readOnly}
          diagnostics={diagnostics}
          facts={facts}
          label="Cluster configuration"
          revealAt={jump ?? revealAt}
          height="34rem"
        />
      </Container>
      <Container header={<Header variant="h2">Problems</Header>}>
        <ProblemList
          diagnostics={diagnostics}
          onJump={(position) => setJump({ ...position })}
          {...(readOnly ? {} : { onFix: fix })}
          checking={checking}
          failure={failure}
          unjudged={unjudged}
        />
      </Container>
    </SpaceBetween>
  );
}
