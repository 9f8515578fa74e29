import { useEffect, useRef } from 'react';
import { useMatches, useParams } from 'react-router';
import { useInFlightCount } from '../../api/in-flight.ts';
import { documentTitle, isPageHandle, type Page } from '../page-handle.ts';
import { useOwnTitle } from '../page-title.ts';

const noPage: Page = { title: [], crumbs: [], heading: '', contentType: 'default' };

/** The page that is open, as its route describes it; keeps the document's title and the focus in step with it. */
export function usePage(): Page {
  const params = useParams();
  const handle = useMatches()
    .map((match) => match.handle)
    .findLast(isPageHandle);
  const page = handle?.page(params) ?? noPage;
  const inFlight = useInFlightCount();
  const own = useOwnTitle() ?? documentTitle(page);
  const title = inFlight === '' ? own : `(${inFlight} running) ${own}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useHeadingFocus(page.heading);
  return page;
}

/** Moves the focus to the new page's heading, so that a screen reader reads on there and not in the old menu. */
function useHeadingFocus(heading: string): void {
  const previous = useRef(heading);
  useEffect(() => {
    if (previous.current === heading) return;
    previous.current = heading;
    const element = document.querySelector<HTMLElement>('main h1');
    element?.setAttribute('tabindex', '-1');
    element?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [heading]);
}
