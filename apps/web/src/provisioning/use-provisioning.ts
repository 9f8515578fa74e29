import { blockingFindings } from '@podpass/inventory';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { client } from '../api/client.ts';
import { type Failure, toFailure } from '../api/failure.ts';
import { refreshInFlight } from '../api/in-flight.ts';
import { useDenial } from '../api/session.ts';
import { paths } from '../app/paths.ts';
import type { Preview } from '../change-flow/use-plan.ts';

export interface Provisioning {
  starting: boolean;
  failure: Failure | undefined;
  /** Why the person may not; undefined if they may. */
  denial: string | undefined;
  start(): void;
}

/**
 * Starts provisioning and goes to the operation's page.
 * @param revision which revision; it may have to be saved first, and failing to do so fails the start.
 */
export function useProvisioning(revision: () => Promise<{ id: string; revision: number }>): Provisioning {
  const navigate = useNavigate();
  const denial = useDenial('clusters:provision');
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const attempt = useRef<{ of: string; key: string }>(undefined);
  const start = async (): Promise<void> => {
    setStarting(true);
    setFailure(undefined);
    try {
      const wanted = await revision();
      const of = `${wanted.id} ${wanted.revision}`;
      // After an answer that was lost, the same press again must find the operation of the first.
      if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      const { id } = await client.provisioning.start({ ...wanted, key: attempt.current.key });
      attempt.current = undefined;
      await refreshInFlight();
      await navigate(paths.operation(id));
    } catch (error) {
      setFailure(toFailure(error));
    } finally {
      setStarting(false);
    }
  };
  return { starting, failure, denial, start: () => void start() };
}

/** Why what a preview shows cannot be started; undefined if it can. */
export function startReason({ plan, failure, pending }: Preview): string | undefined {
  if (failure) return 'It could not be planned.';
  if (!plan || pending) return 'It is being planned.';
  if (blockingFindings(plan).length > 0) return 'Findings block it: see below.';
  return plan.steps.length === 0 ? 'There is nothing to do.' : undefined;
}
