import type { RoleState } from '../state/iam-state.ts';
import type { SessionState } from '../state/sandbox-state.ts';
import type { World } from '../world.ts';

export interface SessionRequest {
  role: RoleState;
  sessionName: string;
  seconds: number;
  sessionPolicies: string[];
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity?: string | undefined;
}

/** A session with what STS tells of it. */
export interface IssuedSession {
  session: SessionState;
  credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string; Expiration: Date };
  assumedRoleUser: { AssumedRoleId: string; Arn: string };
}

const keyAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const secretAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sessionTokenLength = 356;

/**
 * Makes temporary credentials for a role and puts them into the state. Whether the caller may have them is decided
 * before. Sessions that have ended are cleared away on the way.
 */
export function issueSession(world: World, request: SessionRequest): IssuedSession {
  const { role, sessionName } = request;
  const [, partition = world.state.partition, , , account = world.state.account] = role.arn.split(':');
  const now = world.now();
  const session: SessionState = {
    accessKeyId: `ASIA${world.id(16, keyAlphabet)}`,
    secretAccessKey: world.id(40, secretAlphabet),
    sessionToken: world.id(sessionTokenLength, secretAlphabet),
    assumedRoleArn: `arn:${partition}:sts::${account}:assumed-role/${role.name}/${sessionName}`,
    roleArn: role.arn,
    sessionName,
    sessionPolicies: request.sessionPolicies,
    tags: request.tags,
    transitiveTagKeys: request.transitiveTagKeys,
    ...(request.sourceIdentity === undefined ? {} : { sourceIdentity: request.sourceIdentity }),
    expiresAt: now + request.seconds * 1000,
  };
  forgetEndedSessions(world, now);
  world.state.sessions[session.accessKeyId] = session;
  role.lastUsedAt = now;
  return {
    session,
    credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt),
    },
    assumedRoleUser: { AssumedRoleId: `${role.id}:${sessionName}`, Arn: session.assumedRoleArn },
  };
}

/** A day after its end nobody needs an "expired" answer for a session any more. */
const keptAfterEndMs = 24 * 3_600_000;

function forgetEndedSessions({ state }: World, now: number): void {
  for (const [key, session] of Object.entries(state.sessions)) {
    if (session.expiresAt + keptAfterEndMs <= now) delete state.sessions[key];
  }
}
