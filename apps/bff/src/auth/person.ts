import type { Role } from '@podpass/contract';

/** Who asks, as far as it could be told. */
export interface Person {
  user: string;
  role: Role;
  grantedRole: Role;
  /** How they showed it. A browser sends its cookie by itself, so only then can another site ask in their name. */
  via: { kind: 'session' } | { kind: 'token'; id: string };
}
