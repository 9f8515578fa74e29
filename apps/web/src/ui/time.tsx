import { useNow } from './now.ts';
import { relativeTime } from './relative-time.ts';

// Made once: a formatter takes longer to make than a row takes to draw.
const full = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });

/** "3 days ago", with the exact time on hover and for machines. */
export function Time({ at }: { at: string | undefined }) {
  const now = useNow();
  if (at === undefined) return <>–</>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={full.format(date)}>
      {relativeTime(date, now)}
    </time>
  );
}

/** The exact time, where minutes matter. */
export function ExactTime({ at }: { at: string | undefined }) {
  if (at === undefined) return <>–</>;
  return <time dateTime={at}>{exact.format(new Date(at))}</time>;
}
