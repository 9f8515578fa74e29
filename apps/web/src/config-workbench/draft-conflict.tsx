import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { Draft } from './use-draft.ts';

interface DraftConflictProps {
  draft: Draft;
  mine: string;
  fileName: string;
  wayBack: string;
  /** The own text is the draft now; theirs is to stay within reach. */
  onMine: (theirs: string) => void;
  /** Work goes on with theirs; the own text is to stay within reach. */
  onTheirs: (theirs: string) => void;
}

/** Somebody else has changed the same draft: said at once, decided when the person is ready for it. */
export function DraftConflict({ draft, mine, fileName, wayBack, onMine, onTheirs }: DraftConflictProps) {
  const [deciding, setDeciding] = useState(false);
  const { state, id } = draft;
  if (state.phase !== 'conflict' || id === undefined) return null;
  return (
    <>
      <Alert
        type="warning"
        header={`${state.theirs.by} changed this draft, too`}
        action={<Button onClick={() => setDeciding(true)}>Compare and decide</Button>}
      >
        What you write is kept in this browser, and is not saved until you have decided.
      </Alert>
      {deciding && (
        <ConflictDialog
          id={id}
          conflict={{ what: 'draft', ...state.theirs }}
          mine={mine}
          fileName={fileName}
          wayBack={wayBack}
          onMine={(latest, theirs) => {
            setDeciding(false);
            draft.overwrite(mine, latest);
            onMine(theirs);
          }}
          onTheirs={(theirs, latest) => {
            setDeciding(false);
            draft.follow(latest);
            onTheirs(theirs);
          }}
          onClose={() => setDeciding(false)}
        />
      )}
    </>
  );
}
