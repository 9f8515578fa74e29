import { z } from 'zod';
import { route } from '../base.ts';
import { failsWith } from '../error-declarations.ts';
import { permissions, roles } from '../permissions.ts';

export const Session = z
  .object({
    user: z.string(),
    /** What the person acts as now; never more than `grantedRole`. */
    role: z.enum(roles),
    grantedRole: z.enum(roles),
    permissions: z.array(z.enum(permissions)),
    console: z.object({
      version: z.string(),
      mode: z.enum(['sandbox', 'aws']),
      account: z.string().optional(),
      homeRegion: z.string(),
      regions: z.array(z.string()),
    }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

const SignInCode = z.string().min(20).max(200);

export const session = {
  get: route('signed-in')
    .route({ method: 'GET', path: '/session', tags: ['session'], summary: 'Who is signed in' })
    .output(Session),
  setRole: route('signed-in')
    .route({
      method: 'PUT',
      path: '/session/role',
      tags: ['session'],
      summary: 'Act with another role, up to the granted one',
    })
    .input(z.object({ role: z.enum(roles) }))
    .output(Session),
  end: route('signed-in').route({
    method: 'DELETE',
    path: '/session',
    tags: ['session'],
    summary: 'Sign out',
    successStatus: 204,
  }),
  /** For command lines: exchanges the code of a sign-in link for a bearer token. */
  createToken: route('public')
    .route({
      method: 'POST',
      path: '/tokens',
      tags: ['session'],
      summary: 'Exchange a sign-in code for a bearer token',
      successStatus: 201,
    })
    .errors(failsWith('sign-in-code-invalid', 'too-many-attempts'))
    .input(z.object({ code: SignInCode, name: z.string().min(1).max(100) }))
    .output(z.object({ token: z.string(), role: z.enum(roles), expiresAt: z.iso.datetime() })),
};
