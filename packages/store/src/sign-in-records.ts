import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { SignInRecords } from './records.ts';
import { type Schema, storableText } from './schema.ts';

/** Secrets have 256 random bits, so a plain hash is enough: there is nothing to guess from a dictionary. */
const secretBytes = 32;

export function createSignInRecords(db: Kysely<Schema>, now: () => Date): SignInRecords {
  return {
    issueCode: async ({ user, role }, validForMs) => {
      const { secret, expiresAt } = newSecret('', now(), validForMs);
      await db.deleteFrom('sign_in_code').where('expires_at', '<', now()).execute();
      await db
        .insertInto('sign_in_code')
        .values({ hash: hashOf(secret), user_name: storableText(user), role, expires_at: expiresAt })
        .execute();
      return { secret, expiresAt };
    },
    useCode: (code) =>
      db
        .updateTable('sign_in_code')
        .set({ used_at: now().toISOString() })
        .where('hash', '=', hashOf(code))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now())
        .returning(['user_name as user', 'role'])
        .executeTakeFirst(),
    issueToken: async ({ user, role, name }, validForMs) => {
      const { secret, expiresAt } = newSecret('podpass_', now(), validForMs);
      const id = randomUUID();
      await db
        .insertInto('access_token')
        .values({
          id,
          hash: hashOf(secret),
          name: storableText(name),
          user_name: storableText(user),
          role,
          expires_at: expiresAt,
        })
        .execute();
      return { id, secret, expiresAt };
    },
    findToken: (token) =>
      db
        .selectFrom('access_token')
        .select(['id', 'name', 'user_name as user', 'role'])
        .where('hash', '=', hashOf(token))
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now())
        .executeTakeFirst(),
    revokeToken: async (id) => {
      await db
        .updateTable('access_token')
        .set({ revoked_at: now().toISOString() })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute();
    },
  };
}

function newSecret(prefix: string, now: Date, validForMs: number): { secret: string; expiresAt: string } {
  const secret = prefix + randomBytes(secretBytes).toString('base64url');
  return { secret, expiresAt: new Date(now.getTime() + validForMs).toISOString() };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
