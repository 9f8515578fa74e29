import type { Params } from 'react-router';
import { paths } from './paths.ts';

export interface Crumb {
  text: string;
  href: string;
}

/** What the shell needs to know of a page before its code has arrived: its title and the way to it. */
export interface Page {
  /** From the special to the general: `['Access', 'prod']` becomes "Access · prod · Podpass". */
  title: string[];
  crumbs: Crumb[];
  /** Pages that share a heading: moving between them leaves the focus where it is. */
  heading: string;
  /** Forms use the narrow layout that reads well; lists use the full width. */
  contentType: 'default' | 'form' | 'table';
}

export interface PageHandle {
  page(params: Params): Page;
}

export function isPageHandle(handle: unknown): handle is PageHandle {
  return typeof handle === 'object' && handle !== null && 'page' in handle;
}

export function documentTitle(page: Page): string {
  return [...page.title, 'Podpass'].join(' · ');
}

const clustersCrumb: Crumb = { text: 'Clusters', href: paths.clusters() };

export function topPage(title: string, href: string): PageHandle {
  return { page: () => ({ title: [title], crumbs: [{ text: title, href }], heading: title, contentType: 'table' }) };
}

/** One thing of a list that has a page of its own. */
export function itemPage(list: string, listHref: string, itemOf: (params: Params) => Crumb): PageHandle {
  return {
    page(params) {
      const item = itemOf(params);
      return {
        title: [item.text, list],
        crumbs: [{ text: list, href: listHref }, item],
        heading: item.text,
        contentType: 'default',
      };
    },
  };
}

/** One of the tabs of a cluster: they share the cluster's name as heading. */
export function clusterTab(tab: string, href: (cluster: string) => string, inside: string[] = []): PageHandle {
  return {
    page({ cluster = '' }) {
      return {
        title: [...inside, tab, cluster],
        crumbs: [
          clustersCrumb,
          { text: cluster, href: paths.cluster(cluster) },
          ...(tab === 'Overview' ? [] : [{ text: tab, href: href(cluster) }]),
        ],
        heading: `cluster ${cluster}`,
        contentType: 'default',
      };
    },
  };
}

/** A page of its own below a cluster's Access tab. */
export function accessForm(title: string, href: (cluster: string, params: Params) => string): PageHandle {
  return {
    page(params) {
      const { cluster = '' } = params;
      return {
        title: [title, cluster],
        crumbs: [
          clustersCrumb,
          { text: cluster, href: paths.cluster(cluster) },
          { text: 'Access', href: paths.access(cluster) },
          { text: title, href: href(cluster, params) },
        ],
        heading: title,
        contentType: 'form',
      };
    },
  };
}
