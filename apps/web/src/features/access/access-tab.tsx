import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useDenial } from '../../api/session.ts';
import { openDialog } from '../../app/dialogs.ts';
import { paths } from '../../app/paths.ts';
import { AgentAlert } from '../../ui/agent-alert.tsx';
import { RouteTabs } from '../../ui/route-tabs.tsx';

/** Who gets which AWS identity on this cluster; whether the agent that hands it out is there comes first. */
export function Component() {
  const { cluster = '' } = useParams();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const agent = useQuery({
    ...api.clusters.agent.queryOptions({ input: { cluster } }),
    // While it is being installed the page should notice by itself when it is ready.
    refetchInterval: ({ state }) => (state.data?.health.state === 'installing' ? 5_000 : false),
  });
  const denied = useDenial('addons:change');
  const tabs = [
    { id: 'associations', label: 'Pod identity associations', href: paths.associations(cluster) },
    { id: 'service-accounts', label: 'Service accounts (IRSA)', href: paths.serviceAccounts(cluster) },
    { id: 'entries', label: 'Access entries', href: paths.accessEntries(cluster) },
  ];
  return (
    <SpaceBetween size="m">
      {agent.data && (
        <AgentAlert
          health={agent.data.health}
          denied={denied}
          onInstall={() => openDialog({ kind: 'install-agent', cluster })}
          nodesHref={paths.cluster(cluster)}
        />
      )}
      <RouteTabs
        tabs={tabs}
        active={tabs.find(({ href }) => pathname.startsWith(href))?.id ?? 'associations'}
        ariaLabel="Access"
        onNavigate={(href) => void navigate(href)}
      >
        <Outlet />
      </RouteTabs>
    </SpaceBetween>
  );
}
