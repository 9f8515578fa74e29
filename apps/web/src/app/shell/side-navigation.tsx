import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useLocation, useParams } from 'react-router';
import { useDenial } from '../../api/session.ts';
import { paths } from '../paths.ts';

export function ConsoleNavigation() {
  const { cluster } = useParams();
  const { pathname } = useLocation();
  const noAudit = useDenial('audit:read');
  return (
    <SideNavigation
      activeHref={activeHref(pathname, cluster)}
      items={[
        { type: 'link', text: 'Clusters', href: paths.clusters() },
        ...(cluster === undefined ? [] : clusterItems(cluster)),
        { type: 'divider' },
        {
          type: 'link',
          text: 'Audit log',
          href: paths.audit(),
          ...(noAudit === undefined ? {} : { info: <span title={noAudit}>restricted</span> }),
        },
      ]}
    />
  );
}

function clusterItems(cluster: string): SideNavigationProps.Item[] {
  return [
    {
      type: 'section-group',
      title: cluster,
      items: [
        { type: 'link', text: 'Overview', href: paths.cluster(cluster) },
        { type: 'link', text: 'Access', href: paths.access(cluster) },
        { type: 'link', text: 'Activity', href: paths.activity(cluster) },
      ],
    },
  ];
}

/** The item that covers this address: pages below Access belong to Access. */
function activeHref(pathname: string, cluster: string | undefined): string {
  if (cluster === undefined) return pathname;
  return (
    [paths.access(cluster), paths.activity(cluster)].find((href) => pathname.startsWith(href)) ?? paths.cluster(cluster)
  );
}
