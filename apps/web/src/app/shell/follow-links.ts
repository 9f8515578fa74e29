import type { MouseEvent } from 'react';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';

/**
 * Lets every ordinary link inside the shell navigate without a page load. Cloudscape renders plain `<a href>`; one
 * handler above them all keeps its components free of the router.
 */
export function useFollowLinks(): (event: MouseEvent) => void {
  const navigate = useNavigate();
  return useCallback(
    (event) => {
      const target = event.target instanceof Element ? event.target.closest('a') : null;
      const href = target === null ? undefined : pathToFollow(event, target);
      if (href === undefined) return;
      event.preventDefault();
      void navigate(href);
    },
    [navigate],
  );
}

type Click = Pick<MouseEvent, 'defaultPrevented' | 'button' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'>;

/** The address inside the console that a click leads to; undefined if the browser should do what it does. */
function pathToFollow(click: Click, link: HTMLAnchorElement): string | undefined {
  const plain = click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;
  const here = link.target === '' && !link.hasAttribute('download') && link.origin === window.location.origin;
  const href = link.getAttribute('href');
  if (click.defaultPrevented || !plain || !here || href === null || !href.startsWith('/')) return undefined;
  return href.startsWith('/api/') ? undefined : href;
}
