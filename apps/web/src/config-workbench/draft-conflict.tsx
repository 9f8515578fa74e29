import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Theirs } from '../../config-workbench/draft-sync.ts';
import type { Draft } from '../../config-workbench/use-draft.ts';
import { useWorkbench } from '../../config-workbench/workbench.tsx';
import { LazyYamlDiff } from '../../editor/yaml/lazy-yaml-editor.tsx';
import { Time } from '../../ui/time.tsx';

/** Two people changed the same draft: both texts side by side, and a choice after which Undo still has the other one. */
export function DraftConflict({ draft, theirs }: { draft: Draft; theirs: Theirs }) {
  const { text, setText, write } = useConflictTexts();
  return (
    <Alert
      type="warning"
      header={`${theirs.by} has changed this configuration in the meantime`}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            onClick={() => {
              write([theirs.text, text]);
              draft.keepMine();
            }}
          >
            Keep mine as the new version
          </Button>
          <Button
            onClick={() => {
              const other = draft.takeTheirs();
              if (other !== undefined) setText(other, true);
            }}
          >
            Take theirs
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="s">
        <div>
          Changed <Time at={theirs.at} />. Whichever you choose, Undo brings the other text back.
        </div>
        <LazyYamlDiff
          before={theirs.text}
          after={text}
          beforeLabel={`Of ${theirs.by}`}
          afterLabel="Yours"
          label="Differences between both texts"
          height="20rem"
        />
      </SpaceBetween>
    </Alert>
  );
}

function useConflictTexts() {
  const { text, setText } = useWorkbench();
  return {
    text,
    setText,
    /** Each becomes a step of its own, the last is the text. */
    write: (texts: readonly string[]) => {
      for (const each of texts) setText(each, true);
    },
  };
}
