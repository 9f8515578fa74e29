import { Link } from 'react-router';
import type { Crumb } from '../page-handle.ts';

export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="podpass-breadcrumbs">
        {crumbs.map(({ text, href }, index) => (
          <li key={href}>
            {index === crumbs.length - 1 ? <span aria-current="page">{text}</span> : <Link to={href}>{text}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
