import { redirect, type RouteObject } from 'react-router';
import { accessForm, clusterTab, itemPage, topPage } from './page-handle.ts';
import { paths } from './paths.ts';

/**
 * The route table. A page's code is loaded when it is first visited; such a module exports `Component`, and `loader`
 * where it can ask for its data before it renders. The shell around it is `root.tsx`.
 */
export const routes: RouteObject[] = [
  { index: true, element: <></>, loader: () => redirect(paths.clusters()) },
  {
    path: 'clusters',
    handle: topPage('Clusters', paths.clusters()),
    lazy: () => import('../features/clusters/clusters-page.tsx'),
  },
  {
    // One route for both: the address gets its id while the form is open, which must not begin again.
    path: 'clusters/new/:configId?',
    handle: itemPage('Clusters', paths.clusters(), ({ configId }) => ({
      text: 'Create cluster',
      href: paths.createCluster(configId),
    })),
    lazy: () => import('../features/create-cluster/create-page.tsx'),
  },
  {
    path: 'clusters/:cluster',
    lazy: () => import('../features/cluster/cluster-layout.tsx'),
    children: [
      {
        index: true,
        handle: clusterTab('Overview', paths.cluster),
        lazy: () => import('../features/cluster/overview-tab.tsx'),
      },
      {
        path: 'access',
        lazy: () => import('../features/access/access-tab.tsx'),
        children: [
          { index: true, element: <></>, loader: ({ params }) => redirect(paths.associations(params.cluster ?? '')) },
          {
            path: 'associations',
            handle: clusterTab('Access', paths.access),
            lazy: () => import('../features/access/associations-page.tsx'),
          },
          {
            path: 'service-accounts',
            handle: clusterTab('Access', paths.access, ['Service accounts']),
            lazy: () => import('../features/access/service-accounts-page.tsx'),
          },
          {
            path: 'entries',
            handle: clusterTab('Access', paths.access, ['Access entries']),
            lazy: () => import('../features/access/access-entries-page.tsx'),
          },
        ],
      },
      {
        path: 'configuration',
        handle: clusterTab('Configuration', paths.configuration),
        lazy: () => import('../features/configuration/configuration-tab.tsx'),
      },
      {
        path: 'activity',
        handle: clusterTab('Activity', paths.activity),
        lazy: () => import('../features/cluster/activity-tab.tsx'),
      },
    ],
  },
  {
    path: 'clusters/:cluster/access/add',
    handle: accessForm('Add Pod Identity', paths.addAssociation),
    lazy: () => import('../features/add-association/add-page.tsx'),
  },
  {
    path: 'clusters/:cluster/access/bulk',
    handle: accessForm('Add many', paths.bulkAddAssociations),
    lazy: () => import('../features/add-association/bulk-page.tsx'),
  },
  {
    path: 'clusters/:cluster/access/associations/:associationId/edit',
    handle: accessForm('Edit association', (cluster, { associationId = '' }) =>
      paths.editAssociation(cluster, associationId),
    ),
    lazy: () => import('../features/add-association/edit-page.tsx'),
  },
  {
    path: 'operations',
    handle: topPage('Operations', paths.operations()),
    lazy: () => import('../features/operations/operations-page.tsx'),
  },
  {
    path: 'operations/:operationId',
    handle: itemPage('Operations', paths.operations(), ({ operationId = '' }) => ({
      text: 'Operation',
      href: paths.operation(operationId),
    })),
    lazy: () => import('../features/operations/operation-page.tsx'),
  },
  {
    path: 'blueprints',
    handle: topPage('Blueprints', paths.blueprints()),
    lazy: () => import('../features/blueprints/blueprints-page.tsx'),
  },
  {
    path: 'blueprints/:blueprint',
    handle: itemPage('Blueprints', paths.blueprints(), ({ blueprint = '' }) => ({
      text: blueprint,
      href: paths.blueprint(blueprint),
    })),
    lazy: () => import('../features/blueprints/blueprint-page.tsx'),
  },
  {
    path: 'audit',
    handle: topPage('Audit log', paths.audit()),
    lazy: () => import('../features/audit/audit-page.tsx'),
  },
  // Addresses from before operations had their name.
  { path: 'changes/*', element: <></>, loader: () => redirect(paths.clusters()) },
  { path: '*', handle: topPage('Page not found', paths.clusters()), lazy: () => import('./not-found-page.tsx') },
];
