import { mayDo, type Permission, type RouteMeta } from '@podpass/contract';
import { PodpassError } from '@podpass/inventory';
import type { Person } from './person.ts';

/** Refuses whoever may not use a route. @throws PodpassError `not-signed-in`, `not-allowed` */
export function authorize(person: Person | undefined, permission: RouteMeta['permission']): void {
  if (permission === 'public') return;
  if (person === undefined) throw new PodpassError('not-signed-in', {});
  if (permission !== 'signed-in') requireAll(person, [permission]);
}

/** @throws PodpassError `not-allowed`, naming the first permission that is missing */
export function requireAll({ role }: Person, permissions: Permission[]): void {
  const missing = permissions.find((permission) => !mayDo(role, permission));
  if (missing !== undefined) throw new PodpassError('not-allowed', { permission: missing, role });
}
