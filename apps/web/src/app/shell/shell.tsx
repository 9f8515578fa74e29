import AppLayout from '@cloudscape-design/components/app-layout';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import SplitPanel from '@cloudscape-design/components/split-panel';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Outlet } from 'react-router';
import { DetailsPanelContext, useDetailsPanelHost, type DetailsPanelState } from '../../ui/details-panel.tsx';
import { DialogHost } from './dialog-host.tsx';
import { useFollowLinks } from './follow-links.ts';
import { NotificationBar } from './notification-bar.tsx';
import { useShortcuts } from './shortcuts.ts';
import { ConsoleNavigation } from './side-navigation.tsx';
import { TopBar } from './top-bar.tsx';
import { usePage } from './use-page.ts';

const ShortcutsModal = lazy(async () => ({ default: (await import('./shortcuts-modal.tsx')).ShortcutsModal }));

/** The frame around every page: top bar, navigation, breadcrumbs, notifications, details panel, dialogs. */
export function Shell() {
  const page = usePage();
  const follow = useFollowLinks();
  const { host, panel, slotRef } = useDetailsPanelHost();
  const [navigationOpen, setNavigationOpen] = useState(() => window.innerWidth > 1200);
  const [help, setHelp] = useState(false);
  const showHelp = useCallback(() => setHelp(true), []);
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
        <AppLayout
          headerSelector="#podpass-top"
          contentType={page.contentType}
          maxContentWidth={page.contentType === 'form' ? 1100 : Number.MAX_VALUE}
          navigation={<ConsoleNavigation />}
          navigationOpen={navigationOpen}
          onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
          breadcrumbs={<BreadcrumbGroup ariaLabel="Breadcrumbs" items={page.crumbs} />}
          notifications={<NotificationBar />}
          stickyNotifications
          toolsHide
          content={
            <div id="podpass-content">
              <Outlet />
            </div>
          }
          splitPanelOpen={panel !== undefined}
          onSplitPanelToggle={({ detail }) => !detail.open && panel?.onClose()}
          splitPanel={panel && <Details panel={panel} slotRef={slotRef} />}
        />
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

function Details({ panel, slotRef }: { panel: DetailsPanelState; slotRef: (element: HTMLElement | null) => void }) {
  return (
    <SplitPanel header={panel.header} closeBehavior="hide">
      <div ref={slotRef} />
    </SplitPanel>
  );
}

function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  const heading = document.querySelector<HTMLElement>('main h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}
