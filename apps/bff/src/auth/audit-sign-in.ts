import type { Store } from '@podpass/store';

export interface SignInEvent {
  action: 'sign-in' | 'sign-out' | 'switch-role' | 'create-token' | 'revoke-token';
  user: string;
  role: string;
  at: Date;
  target: string;
  before?: unknown;
  after?: unknown;
}

/** Who came, went and acted as what. Changes to clusters are recorded where they are made. */
export async function auditSignIn(store: Store, event: SignInEvent): Promise<void> {
  await store.audit.append({
    at: event.at.toISOString(),
    actor: event.user,
    role: event.role,
    action: event.action,
    target: event.target,
    outcome: 'done',
    awsRequestIds: [],
    ...(event.before !== undefined && { before: event.before }),
    ...(event.after !== undefined && { after: event.after }),
  });
}
