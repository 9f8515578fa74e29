import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import type { ClusterConfig } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { type Conflict, toFailure } from '../api/failure.ts';
import { FailureAlert } from '../ui/failure-alert.tsx';
import { ExactTime } from '../ui/time.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { ConfigDialog } from './config-dialog.tsx';
import { downloadText } from './config-file.ts';

interface ConflictDialogProps {
  id: string;
  conflict: Conflict;
  mine: string;
  fileName: string;
  /** How the own text comes back after going on with theirs. */
  wayBack: string;
  /** Keeps what this person wrote, now knowing the other text. */
  onMine: (latest: ClusterConfig, theirs: string) => void;
  /** Goes on with the other text. */
  onTheirs: (text: string, latest: ClusterConfig) => void;
  onClose: () => void;
}

/** Somebody else was faster: who and when, what differs, and both ways on. Nothing is lost either way. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { id, conflict, mine, fileName, wayBack, onMine, onTheirs, onClose } = props;
  const { data, error, isFetching, refetch } = useQuery({
    ...api.configs.get.queryOptions({ input: { id } }),
    staleTime: 0,
    refetchOnMount: 'always',
  });
  const latest = isFetching ? undefined : data;
  const theirs = latest && (conflict.what === 'draft' ? latest.draft?.text : undefined);
  const text = theirs ?? latest?.revision?.text;
  return (
    <ConfigDialog
      title={conflict.what === 'draft' ? 'Somebody else changed this draft' : 'Somebody else saved a revision'}
      onClose={onClose}
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            Decide later
          </Button>
          <Button iconName="download" onClick={() => downloadText(fileName, mine)}>
            Download mine
          </Button>
          <Button disabled={text === undefined} onClick={() => latest && text !== undefined && onTheirs(text, latest)}>
            Go on with theirs
          </Button>
          <Button
            variant="primary"
            disabled={text === undefined}
            onClick={() => latest && text !== undefined && onMine(latest, text)}
          >
            Keep mine
          </Button>
        </>
      }
    >
      <Box>
        <b>{conflict.by}</b> {happened(conflict)} on <ExactTime at={conflict.at} />, after you had begun.{' '}
        {conflict.what === 'draft'
          ? 'If you keep yours, it becomes the draft.'
          : 'If you keep yours, it is saved as the next revision, and theirs stays in the list.'}{' '}
        If you go on with theirs, yours is not lost: {wayBack}
      </Box>
      {error && <FailureAlert failure={toFailure(error)} onRetry={() => void refetch()} retrying={isFetching} />}
      {isFetching && <Spinner />}
      {text !== undefined && <ComparisonView before={text} after={mine} beforeLabel="Theirs" afterLabel="Mine" />}
    </ConfigDialog>
  );
}

function happened({ what, version }: Conflict): string {
  if (what === 'revision') return `saved revision ${version}`;
  return version === 0 ? 'ended the draft' : 'saved the draft';
}
