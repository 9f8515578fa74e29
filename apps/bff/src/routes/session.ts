import { permissionsOf, roles, type Session } from '@podpass/contract';
import { PodpassError } from '@podpass/inventory';
import { auditSignIn } from '../auth/audit-sign-in.ts';
import type { Person } from '../auth/person.ts';
import { invalidInput } from '../http/answer-of.ts';
import { api } from './api.ts';
import { type RequestContext, signedIn } from './context.ts';

const tokenDays = 30;

export const session = {
  get: api.session.get.handler(({ context }) => describe(context, signedIn(context))),

  setRole: api.session.setRole.handler(async ({ context, input: { role } }) => {
    const person = signedIn(context);
    if (person.via.kind === 'token') throw invalidInput('a token has one role; only a session can switch', 'role');
    if (roles.indexOf(role) > roles.indexOf(person.grantedRole)) {
      throw new PodpassError('not-allowed', { permission: `act as ${role}`, role: person.grantedRole });
    }
    await context.session.setRole(role);
    await audit(context, person, { action: 'switch-role', target: 'console', before: person.role, after: role });
    return describe(context, { ...person, role });
  }),

  end: api.session.end.handler(async ({ context }) => {
    const person = signedIn(context);
    if (person.via.kind === 'token') await context.store.signIn.revokeToken(person.via.id);
    else await context.session.end();
    const action = person.via.kind === 'token' ? 'revoke-token' : 'sign-out';
    await audit(context, person, { action, target: 'console' });
  }),

  createToken: api.session.createToken.handler(async ({ context, input: { code, name } }) => {
    const person = await context.signIn.redeem(code, context.address);
    const { secret, expiresAt } = await context.store.signIn.issueToken({ ...person, name }, tokenDays * 86_400_000);
    await audit(context, person, { action: 'create-token', target: name });
    return { token: secret, role: person.role, expiresAt };
  }),
};

function describe({ facts }: RequestContext, { user, role, grantedRole }: Person): Session {
  return { user, role, grantedRole, permissions: permissionsOf(role), console: facts() };
}

function audit(
  { store, environment }: RequestContext,
  { user, role }: Pick<Person, 'user' | 'role'>,
  event: Omit<Parameters<typeof auditSignIn>[1], 'user' | 'role' | 'at'>,
): Promise<void> {
  return auditSignIn(store, { ...event, user, role, at: environment.now() });
}
