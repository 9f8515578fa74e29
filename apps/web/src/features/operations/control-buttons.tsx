import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { denial } from '../../api/allowed.ts';
import { client } from '../../api/client.ts';
import { type Failure, toFailure } from '../../api/failure.ts';
import { refreshInFlight } from '../../api/in-flight.ts';
import { useSession } from '../../api/session.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import type { OperationProgress } from '../../change-flow/operation-progress-state.ts';
import { offersOf, type Offer } from './controls.ts';
import { TypedName } from './typed-name.tsx';

interface ControlButtonsProps {
  progress: OperationProgress;
  /** Called when the operation was told. */
  onTold: () => void;
}

/** Cancel, retry and undo, where the operation's state allows it; each says first what will happen. */
export function ControlButtons({ progress, onTold }: ControlButtonsProps) {
  const session = useSession();
  const [asked, setAsked] = useState<Offer>();
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {offersOf(progress).map((offer) => (
          <Button
            key={offer.control}
            onClick={() => setAsked(offer)}
            {...disabledFor(denial(session, offer.needs) ?? offer.reason)}
          >
            {offer.verb}
          </Button>
        ))}
      </SpaceBetween>
      {asked && <Confirmation offer={asked} progress={progress} onTold={onTold} onClose={() => setAsked(undefined)} />}
    </>
  );
}

export interface ConfirmationProps extends ControlButtonsProps {
  offer: Offer;
  onClose: () => void;
}

/** More steps than these are counted, not listed. What is undone last, like the cluster itself, must not be among those. */
const most = 100;

/** What will happen, then yes or no. */
export function Confirmation({ offer, progress: { operation }, onTold, onClose }: ConfirmationProps) {
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [typed, setTyped] = useState('');
  const name = offer.typed;
  const reason =
    denial(useSession(), offer.needs) ?? (name === undefined || typed === name ? undefined : `Type ${name} first`);
  const tell = async () => {
    if (reason !== undefined || working) return;
    setWorking(true);
    setFailure(undefined);
    try {
      await client.operations[offer.control]({ id: operation.id, ...(name !== undefined && { confirm: typed }) });
      onTold();
      onClose();
      await refreshInFlight();
    } catch (error) {
      setFailure(toFailure(error));
    } finally {
      setWorking(false);
    }
  };
  return (
    <Modal
      visible
      header={`${offer.verb}: ${operation.plan.title}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Close
            </Button>
            <Button variant="primary" loading={working} onClick={() => void tell()} {...disabledFor(reason)}>
              {offer.verb}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        {failure && <FailureAlert failure={failure} />}
        <div>{offer.effect}</div>
        {offer.steps.length > 0 && (
          <ul>
            {offer.steps.slice(0, most).map((step, index) => (
              <li key={`${index} ${step}`}>{step}</li>
            ))}
            {offer.steps.length > most && <li>and {offer.steps.length - most} more</li>}
          </ul>
        )}
        {name !== undefined && <TypedName cluster={name} typed={typed} onType={setTyped} onEnter={() => void tell()} />}
      </SpaceBetween>
    </Modal>
  );
}
