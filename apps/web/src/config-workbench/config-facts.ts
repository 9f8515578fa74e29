import type { ConfigFacts, WantedFacts } from '@podpass/cluster-config';
import { useMemo } from 'react';
import { useBlueprintFacts } from './blueprint-facts.ts';
import { useCatalogueFacts } from './catalogue-facts.ts';

interface KnownFacts {
  /** The same object while they are the same; they grow as answers arrive. */
  facts: ConfigFacts;
  /** In words, if something cannot be judged for want of facts. */
  unjudged: string | undefined;
}

/** Everything beside its text that the checks of a configuration rely on. */
export function useConfigFacts(wanted: WantedFacts | undefined): KnownFacts {
  const { facts: blueprints } = useBlueprintFacts();
  const { facts: catalogue, failure } = useCatalogueFacts(wanted);
  const facts = useMemo(() => ({ ...blueprints, ...catalogue }), [blueprints, catalogue]);
  const unjudged = failure && `Versions of Kubernetes and add-ons are not checked against EKS: ${failure.what}`;
  return { facts, unjudged };
}
