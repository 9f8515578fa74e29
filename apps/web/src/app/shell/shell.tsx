import { lazy, Suspense, useCallback, useState } from 'react';
import { Outlet } from 'react-router';
import { DetailsPanelContext, useDetailsPanelHost } from '../../ui/details-panel.tsx';
import { useNotifications } from '../notifications.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { DetailsAside } from './details-aside.tsx';
import { DialogHost } from './dialog-host.tsx';
import { useFollowLinks } from './follow-links.ts';
import { useShortcuts } from './shortcuts.ts';
import { SideNavigation } from './side-navigation.tsx';
import { TopBar } from './top-bar.tsx';
import { usePage } from './use-page.ts';

const ShortcutsModal = lazy(async () => ({ default: (await import('./shortcuts-modal.tsx')).ShortcutsModal }));
const NotificationBar = lazy(async () => ({ default: (await import('./notification-bar.tsx')).NotificationBar }));

/**
 * The frame around every page: top bar, navigation, breadcrumbs, notifications, details panel, dialogs. Own landmarks
 * and a page of style instead of Cloudscape's AppLayout, which alone would take a fifth of the first page's budget.
 */
export function Shell() {
  const page = usePage();
  const follow = useFollowLinks();
  const { host, panel, slotRef } = useDetailsPanelHost();
  const [help, setHelp] = useState(false);
  const showHelp = useCallback(() => setHelp(true), []);
  const hasNotifications = useNotifications().length > 0;
  useShortcuts({ onHelp: showHelp });
  return (
    <DetailsPanelContext value={host}>
      {/* The links inside are reached by keyboard themselves; this only catches what they do. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div onClick={follow}>
        <a className="podpass-skip" href="#podpass-content" onClick={skipToContent}>
          Skip to the content
        </a>
        <TopBar onShowShortcuts={showHelp} />
        <div className="podpass-body">
          <SideNavigation />
          <div className="podpass-page" data-panel={panel !== undefined}>
            <Breadcrumbs crumbs={page.crumbs} />
            <div className="podpass-notifications">
              {hasNotifications && (
                <Suspense fallback={null}>
                  <NotificationBar />
                </Suspense>
              )}
            </div>
            <main id="podpass-content" data-content-type={page.contentType}>
              <Outlet />
            </main>
          </div>
        </div>
        {panel && <DetailsAside panel={panel} slotRef={slotRef} />}
        <DialogHost />
        {help && (
          <Suspense fallback={null}>
            <ShortcutsModal onClose={() => setHelp(false)} />
          </Suspense>
        )}
      </div>
    </DetailsPanelContext>
  );
}

function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  const heading = document.querySelector<HTMLElement>('main h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}
