import { configFileName } from '../../config-workbench/config-file.ts';
import { ConflictDialog } from '../../config-workbench/conflict-dialog.tsx';
import { DraftConflict } from '../../config-workbench/draft-conflict.tsx';
import type { Draft } from '../../config-workbench/use-draft.ts';
import { useWorkbench } from '../../config-workbench/workbench.tsx';
import type { Saving } from './use-save-revision.tsx';

const wayBack = 'Undo brings it back.';

/** Somebody else changed the draft or saved a revision meanwhile. Whichever text is chosen, Undo has the other one. */
export function Conflicts({ draft, saving }: { draft: Draft; saving: Saving }) {
  const workbench = useWorkbench();
  // Without a conflict nobody asks for the name, for which a long text is read, which would be felt at every key.
  if (draft.state.phase !== 'conflict' && saving.conflict === undefined) return null;
  const { text, setText } = workbench;
  const fileName = configFileName(workbench.opened.model?.name);
  return (
    <>
      <DraftConflict
        draft={draft}
        mine={text}
        fileName={fileName}
        wayBack={wayBack}
        onMine={(theirs) => {
          setText(theirs, true);
          setText(text, true);
        }}
        onTheirs={(theirs) => setText(theirs, true)}
      />
      {saving.conflict && draft.id !== undefined && (
        <ConflictDialog
          id={draft.id}
          conflict={saving.conflict}
          mine={text}
          fileName={fileName}
          wayBack={wayBack}
          onMine={saving.saveOver}
          onTheirs={(theirs, latest) => {
            saving.follow(latest);
            setText(theirs, true);
          }}
          onClose={saving.decideLater}
        />
      )}
    </>
  );
}
