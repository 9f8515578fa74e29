import Tabs from '@cloudscape-design/components/tabs';
import type { ReactNode } from 'react';

export interface RouteTab {
  id: string;
  label: ReactNode;
  href: string;
}

interface RouteTabsProps {
  tabs: readonly RouteTab[];
  active: string;
  ariaLabel: string;
  onNavigate: (href: string) => void;
  variant?: 'default' | 'container' | 'stacked';
  children: ReactNode;
}

/** Tabs that are pages: each has an address, and the page that is open is the panel of its tab. */
export function RouteTabs({ tabs, active, ariaLabel, onNavigate, variant = 'default', children }: RouteTabsProps) {
  return (
    <Tabs
      variant={variant}
      ariaLabel={ariaLabel}
      activeTabId={active}
      tabs={tabs.map((tab) => ({ ...tab, content: tab.id === active ? children : null }))}
      onChange={({ detail }) => detail.activeTabHref !== undefined && onNavigate(detail.activeTabHref)}
    />
  );
}
