import { Link, useLocation, useParams } from 'react-router';
import { useDenial } from '../../api/session.ts';
import { paths } from '../paths.ts';

interface Item {
  text: string;
  href: string;
  note?: string | undefined;
}

/** The places of the console; those of a cluster appear while one is open. */
export function SideNavigation() {
  const { cluster } = useParams();
  const { pathname } = useLocation();
  const denied = useDenial('audit:read');
  const active = activeHref(pathname, cluster);
  return (
    <nav className="podpass-navigation" aria-label="Main">
      <Items items={[{ text: 'Clusters', href: paths.clusters() }]} active={active} />
      {cluster !== undefined && (
        <>
          <h2 className="podpass-navigation-heading" id="podpass-navigation-cluster">
            {cluster}
          </h2>
          <Items items={clusterItems(cluster)} active={active} labelledBy="podpass-navigation-cluster" />
        </>
      )}
      <hr />
      <Items
        items={[
          { text: 'Operations', href: paths.operations() },
          { text: 'Blueprints', href: paths.blueprints() },
          { text: 'Audit log', href: paths.audit(), note: denied && 'needs operator' },
        ]}
        active={active}
      />
    </nav>
  );
}

function Items({ items, active, labelledBy }: { items: Item[]; active: string; labelledBy?: string }) {
  return (
    <ul aria-labelledby={labelledBy}>
      {items.map(({ text, href, note }) => (
        <li key={href}>
          <Link to={href} aria-current={href === active ? 'page' : undefined}>
            {text}
          </Link>
          {note !== undefined && <span className="podpass-navigation-note"> {note}</span>}
        </li>
      ))}
    </ul>
  );
}

function clusterItems(cluster: string): Item[] {
  return [
    { text: 'Overview', href: paths.cluster(cluster) },
    { text: 'Access', href: paths.access(cluster) },
    { text: 'Configuration', href: paths.configuration(cluster) },
    { text: 'Activity', href: paths.activity(cluster) },
  ];
}

/** The item that covers this address: pages below Access belong to Access. */
function activeHref(pathname: string, cluster: string | undefined): string {
  if (cluster === undefined) {
    return (
      [paths.operations(), paths.blueprints(), paths.clusters()].find((href) => pathname.startsWith(href)) ?? pathname
    );
  }
  const inside = [paths.access(cluster), paths.configuration(cluster), paths.activity(cluster)];
  return inside.find((href) => pathname.startsWith(href)) ?? paths.cluster(cluster);
}
