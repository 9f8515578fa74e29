import { useNow } from './now.ts';
import { relativeTime } from './relative-time.ts';

/** "3 days ago", with the exact time on hover and for machines. */
export function Time({ at }: { at: string | undefined }) {
  const now = useNow();
  if (at === undefined) return <>–</>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString('en', { dateStyle: 'full', timeStyle: 'long' })}>
      {relativeTime(date, now)}
    </time>
  );
}

/** The exact time, where minutes matter. */
export function ExactTime({ at }: { at: string | undefined }) {
  if (at === undefined) return <>–</>;
  return (
    <time dateTime={at}>
      {new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })}
    </time>
  );
}
