import { lazy, Suspense } from 'react';

const SignedOutPage = lazy(async () => ({ default: (await import('./signed-out-page.tsx')).SignedOutPage }));

/** In place of every page where there is no session. Its code comes only then: the first page has little room. */
export function SignedOut() {
  return (
    <Suspense fallback={null}>
      <SignedOutPage />
    </Suspense>
  );
}
