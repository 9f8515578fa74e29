import { useEffect, useState } from 'react';

/**
 * A value once it has stayed the same for a while, told apart by content: a form makes new objects of the same content
 * whenever it renders.
 */
export function useSettled<Value>(value: Value, restMs: number): { settled: Value; atRest: boolean } {
  const [settled, setSettled] = useState(value);
  const content = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
    // By content, see above.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [content, restMs]);
  return { settled, atRest: JSON.stringify(settled) === content };
}
