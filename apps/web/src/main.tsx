import '@cloudscape-design/global-styles/index.css';
import './app/podpass.css';
import I18nProvider from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { config as configureZod } from 'zod/v4/core';
import { queryClient } from './api/query-client.ts';
import { ErrorPage } from './app/error-page.tsx';
import { loadSession, Root } from './app/root.tsx';
import { routes } from './app/routes.tsx';

// The content security policy forbids `eval`, which zod would otherwise try.
configureZod({ jitless: true });

const router = createBrowserRouter([
  {
    element: <Root />,
    loader: loadSession,
    // The session is watched by its query; pages need not wait for it again.
    shouldRevalidate: () => false,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <div aria-busy="true" />,
    children: [{ errorElement: <ErrorPage />, children: routes }],
  },
]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <I18nProvider locale="en" messages={[messages]}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}
