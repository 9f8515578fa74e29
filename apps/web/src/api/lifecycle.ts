import type { OperationSummary } from '@podpass/inventory';
import { useEffect, useEffectEvent, useRef } from 'react';
import { isLifecycle, isOnItsWay } from '../ui/lifecycle.ts';
import { useInFlight, useLastEnd } from './in-flight.ts';

interface Known {
  key: string;
  operation?: OperationSummary | undefined;
}

/**
 * Asks for clusters again when the operations that make them or take them away are not those that the page knows of:
 * somebody has begun one, or it has ended, maybe so soon that nobody saw it run. `cluster`: only one of them counts.
 */
export function useClustersInStep(known: readonly Known[] | undefined, refetch: () => void, cluster?: string): void {
  const ask = useEffectEvent(refetch);
  const running = useInFlight()
    ?.filter((each) => isLifecycle(each) && (cluster === undefined || each.clusterKey === cluster))
    .map(({ clusterKey }) => clusterKey);
  const shown = known?.filter(({ operation }) => operation && isOnItsWay(operation)).map(({ key }) => key);
  const [now, then] = [keyOf(running), keyOf(shown)];
  useEffect(() => {
    if (now !== undefined && then !== undefined && now !== then) ask();
  }, [now, then]);
  const lastEnd = useLastEnd();
  const answered = useRef(lastEnd);
  useEffect(() => {
    if (answered.current !== undefined && lastEnd !== answered.current) ask();
    answered.current = lastEnd;
  }, [lastEnd]);
}

function keyOf(clusters: readonly string[] | undefined): string | undefined {
  return clusters && [...new Set(clusters)].toSorted().join(' ');
}
