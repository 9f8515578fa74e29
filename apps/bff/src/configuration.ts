import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { roles } from '@podpass/contract';
import { z } from 'zod';

const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;
const Region = z.string().regex(regionPattern, 'must be an AWS region, like us-west-2');

const flags = {
  host: { type: 'string' },
  port: { type: 'string' },
  aws: { type: 'string' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const usage = `Usage: npm start -- [options]

  --aws sandbox|account   what to work on: the embedded AWS account (default) or the one of your AWS credentials
  --port NUMBER           port of the console, 0 for any free one (default 4600)
  --host ADDRESS          address to listen on (default 127.0.0.1)
  --data-dir FOLDER       where the embedded database lives (default .podpass)

Environment: PODPASS_AWS, PODPASS_PORT, PODPASS_HOST, PODPASS_DATA_DIR, DATABASE_URL, AWS_REGION, PODPASS_REGIONS,
PODPASS_PUBLIC_URL, PODPASS_SESSION_SECRET, PODPASS_SIGN_IN_ROLE, PODPASS_SANDBOX_PORT, PODPASS_LOG_LEVEL.
`;

/** An empty variable counts as one that is not set: `PODPASS_PORT= npm start`. */
const Environment = z.preprocess(
  (all) => Object.fromEntries(Object.entries(all as object).filter(([, value]) => value !== '')),
  z.object({
    PODPASS_AWS: z.enum(['sandbox', 'account'], 'must be sandbox or account').default('sandbox'),
    PODPASS_HOST: z.string().default('127.0.0.1'),
    PODPASS_PORT: port().default(4600),
    PODPASS_SANDBOX_PORT: port().default(0),
    PODPASS_DATA_DIR: z.string().default('.podpass'),
    PODPASS_PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address, like https://podpass.example.com' })
      .optional(),
    PODPASS_SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    PODPASS_SIGN_IN_ROLE: z.enum(roles, `must be one of ${roles.join(', ')}`).default('admin'),
    PODPASS_REGIONS: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter((region) => region !== ''))
      .pipe(z.array(Region))
      .optional(),
    PODPASS_LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
      .optional(),
    AWS_REGION: Region.optional(),
    AWS_DEFAULT_REGION: Region.optional(),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be like postgres://user:password@host:5432/database' })
      .optional(),
  }),
);

export interface Configuration {
  aws: { mode: 'sandbox'; port: number } | { mode: 'account'; homeRegion: string; regions: string[] };
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  databaseUrl: string | undefined;
  publicUrl: URL | undefined;
  /** Undefined: made at the first start and kept in the data folder. */
  sessionSecret: string | undefined;
  signIn: { user: string; role: (typeof roles)[number] };
  logLevel: string;
  /** The built console; it may be missing. */
  webRoot: string;
}

/** What is wrong with the configuration, in sentences for the terminal. */
export class ConfigurationError extends Error {}

/** Reads environment and flags; flags win. @throws ConfigurationError that names every wrong setting */
export function readConfiguration(environment: NodeJS.ProcessEnv, args: string[]): Configuration | { help: true } {
  const given = readFlags(args);
  if (given.help === true) return { help: true };
  const parsed = Environment.safeParse({
    ...environment,
    ...(given.host !== undefined && { PODPASS_HOST: given.host }),
    ...(given.port !== undefined && { PODPASS_PORT: given.port }),
    ...(given.aws !== undefined && { PODPASS_AWS: given.aws }),
    ...(given['data-dir'] !== undefined && { PODPASS_DATA_DIR: given['data-dir'] }),
  });
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`).join('\n'),
    );
  }
  const settings = parsed.data;
  const mode = settings.PODPASS_AWS;
  return {
    aws: mode === 'sandbox' ? { mode, port: settings.PODPASS_SANDBOX_PORT } : { mode, ...regionsOf(settings) },
    host: settings.PODPASS_HOST,
    port: settings.PODPASS_PORT,
    dataDir: resolve(settings.PODPASS_DATA_DIR),
    databaseUrl: settings.DATABASE_URL,
    publicUrl: settings.PODPASS_PUBLIC_URL === undefined ? undefined : new URL(settings.PODPASS_PUBLIC_URL),
    sessionSecret: settings.PODPASS_SESSION_SECRET,
    signIn: { user: userInfo().username, role: settings.PODPASS_SIGN_IN_ROLE },
    logLevel: settings.PODPASS_LOG_LEVEL ?? (mode === 'sandbox' ? 'warn' : 'info'),
    webRoot: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  };
}

function readFlags(args: string[]) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: false }).values;
  } catch (error) {
    throw new ConfigurationError(`${error instanceof Error ? error.message : 'Wrong options.'}\n\n${usage}`);
  }
}

function regionsOf(settings: z.infer<typeof Environment>): { homeRegion: string; regions: string[] } {
  const named = settings.PODPASS_REGIONS ?? [];
  const homeRegion = settings.AWS_REGION ?? settings.AWS_DEFAULT_REGION ?? named[0];
  if (homeRegion === undefined) {
    throw new ConfigurationError(
      'No AWS region is set. Set AWS_REGION to the region of your clusters (and PODPASS_REGIONS=us-west-2,eu-west-1 for several).',
    );
  }
  return { homeRegion, regions: [...new Set([homeRegion, ...named])] };
}

function port() {
  return z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
    .transform(Number)
    .refine((number) => number <= 65535, 'must be a port, 0 to 65535');
}
