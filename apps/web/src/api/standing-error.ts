import { useState } from 'react';

interface Asked {
  error: Error | null;
  /** No answer yet, or asked again after a failure. */
  isPending: boolean;
}

/**
 * The error of a query of `subject`, kept until there is an answer: the query library forgets it while it asks again,
 * and a page that asks by itself would change to its loading state and back each time.
 */
export function useStandingError({ error, isPending }: Asked, subject: string): Error | undefined {
  const [kept, keep] = useState<{ subject: string; error: Error }>();
  if (error !== null) {
    if (kept?.error !== error || kept.subject !== subject) keep({ subject, error });
    return error;
  }
  return isPending && kept?.subject === subject ? kept.error : undefined;
}
