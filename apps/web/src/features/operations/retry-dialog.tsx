import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../api/client.ts';
import { operationProgress } from '../../change-flow/operation-progress-state.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { Confirmation } from './control-buttons.tsx';
import { offersOf } from './controls.ts';

/** Retries an operation from a list: what is still to be done first, as on the operation's own page. */
export function RetryDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useQuery({ ...api.operations.get.queryOptions({ input: { id } }), staleTime: 0 });
  const progress = data && operationProgress(data.operation, data.events);
  const offer = progress && offersOf(progress).find(({ control }) => control === 'retry');
  // Somebody may have retried it meanwhile: the list is about to show that.
  const gone = progress !== undefined && offer === undefined;
  useEffect(() => {
    if (error) notifyFailure(error);
    if (error || gone) onClose();
  }, [error, gone, onClose]);
  return offer ? <Confirmation offer={offer} progress={progress} onTold={onClose} onClose={onClose} /> : null;
}
