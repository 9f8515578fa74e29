import { readFileSync } from 'node:fs';
import type { Session } from '@podpass/contract';
import { type OperationEngine, startOperationEngine } from '@podpass/operations';
import { openStore, startEmbeddedPostgres, type Store } from '@podpass/store';
import { followOtherReplicas, operationWork, type StepEnvironment } from '@podpass/use-cases';
import type { Logger } from 'pino';
import { createSignIn } from './auth/sign-in.ts';
import { type Composed, compose } from './compose.ts';
import type { Configuration } from './configuration.ts';
import { createApp } from './http/app.ts';
import { type Listening, listen } from './http/listen.ts';
import { createMetrics } from './http/metrics.ts';
import { sessionSecret } from './session-secret.ts';

export interface RunningConsole {
  /** Where people reach it. */
  address: string;
  signInLink: string;
  sandbox?: Composed['sandbox'];
  /** Within 5 seconds: requests end, streams are closed, operations are handed over, the database stops. */
  stop: () => Promise<void>;
}

export interface StartOptions {
  configuration: Configuration;
  logger: Logger;
  /** Told of each sign-in link that replaces a used one. */
  onNewLink: (link: string) => void;
  /** The file of the thread that checks configurations, if not the compiled one. */
  checkWorker?: URL;
}

const compiledCheckWorker = new URL('./checking/check-worker.js', import.meta.url);

const grace = { requestsMs: 2_000, stepsMs: 1_500 };

/** Starts everything in the order in which it depends on each other; what was started is stopped again if a part fails. */
export async function startConsole(options: StartOptions): Promise<RunningConsole> {
  const { configuration, logger, onNewLink, checkWorker = compiledCheckWorker } = options;
  const started = new Started();
  try {
    const server = await listen(configuration.host, configuration.port);
    started.stopWith(() => server.close(grace.requestsMs));
    const opened = await startStore(configuration, logger, started);
    const { store } = opened;
    let operationsRunning = (): number => 0;
    const metrics = createMetrics(() => operationsRunning());
    const composed = await compose({
      aws: configuration.aws,
      store,
      onAwsCall: metrics.awsCall,
      checkWorker,
    });
    started.stopWith(composed.close);
    const unfollow = followOtherReplicas(composed.environment, (error) =>
      logger.warn({ err: error }, 'what another replica changed may be shown late'),
    );
    started.stopWith(async () => unfollow());
    const engine = await startEngine(opened, composed, logger);
    operationsRunning = engine.running;
    started.stopWith(() => engine.stop(grace.stepsMs));
    const environment = { ...composed.environment, engine };
    const publicUrl = configuration.publicUrl ?? addressOf(configuration.host, server.port);
    const signIn = createSignIn({
      store,
      grant: configuration.signIn,
      publicUrl,
      now: () => composed.environment.now(),
      onNewLink,
    });
    const stopping = new AbortController();
    const app = createApp({
      services: {
        environment,
        store,
        signIn,
        facts: factsOf(configuration, composed, logger),
        stopping: stopping.signal,
      },
      logger,
      metrics,
      checks: {
        store: () => store.ping(),
        aws: () => composed.environment.iam.callerIdentity(),
        stopping: () => stopping.signal.aborted,
      },
      publicUrl,
      sessionSecret: secretOf(configuration, logger),
      webRoot: configuration.webRoot,
    });
    server.serve(app);
    return {
      address: publicUrl.href,
      signInLink: await signIn.newLink(),
      ...(composed.sandbox && { sandbox: composed.sandbox }),
      stop: () => stop(stopping, server, started),
    };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

async function stop(stopping: AbortController, server: Listening, started: Started): Promise<void> {
  stopping.abort();
  await server.close(grace.requestsMs);
  await started.stop();
}

function secretOf(configuration: Configuration, logger: Logger): string {
  if (configuration.databaseUrl !== undefined && configuration.sessionSecret === undefined) {
    logger.info('sessions are signed by a secret of the data folder; several replicas need one PODPASS_SESSION_SECRET');
  }
  return sessionSecret(configuration);
}

/** What plans and steps mean. Another version's operations are carried on only by replicas that know them. */
const engineVersion = '1';

function startEngine({ store, databaseUrl }: OpenStore, composed: Composed, logger: Logger): Promise<OperationEngine> {
  return startOperationEngine({
    databaseUrl,
    store,
    work: operationWork(composed.environment),
    version: engineVersion,
    retryMs: composed.environment.timing.poll,
    onProblem: (error) => logger.error({ err: error }, 'an operation met what it should not'),
  });
}

interface OpenStore {
  store: Store;
  databaseUrl: string;
}

async function startStore(configuration: Configuration, logger: Logger, started: Started): Promise<OpenStore> {
  const onProblem = (error: Error): void => logger.warn({ err: error }, 'database');
  let { databaseUrl } = configuration;
  if (databaseUrl === undefined) {
    const embedded = await startEmbeddedPostgres({ dataDir: configuration.dataDir, onProblem });
    started.stopWith(() => embedded.stop());
    ({ databaseUrl } = embedded);
  }
  const store = await openStore({ databaseUrl, onProblem });
  started.stopWith(() => store.close());
  return { store, databaseUrl };
}

/** The parts that run, stopped in the reverse order of their start, each once. */
class Started {
  readonly #parts: (() => Promise<void>)[] = [];

  stopWith(stopPart: () => Promise<void>): void {
    this.#parts.push(stopPart);
  }

  async stop(): Promise<void> {
    const failures: unknown[] = [];
    for (let part = this.#parts.pop(); part !== undefined; part = this.#parts.pop()) {
      await part().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Some parts did not stop in order.');
  }
}

/** The account is asked for in the background: no page waits for it, and none fails without it. */
function factsOf(configuration: Configuration, composed: Composed, logger: Logger): () => Session['console'] {
  const { environment, regions } = composed;
  const version = packageVersion();
  const account = rememberedAccount(environment, logger);
  account();
  return () => {
    const known = account();
    return {
      version,
      mode: configuration.aws.mode === 'sandbox' ? 'sandbox' : 'aws',
      homeRegion: environment.eks.homeRegion,
      regions,
      ...(known !== undefined && { account: known }),
    };
  };
}

function rememberedAccount({ iam }: StepEnvironment, logger: Logger): () => string | undefined {
  let known: string | undefined;
  let asking = false;
  return () => {
    if (known === undefined && !asking) {
      asking = true;
      iam
        .callerIdentity()
        .then(
          ({ account }) => (known = account),
          (error: unknown) => logger.warn({ err: error }, 'the AWS account is not known yet'),
        )
        .finally(() => (asking = false));
    }
    return known;
  };
}

function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

function addressOf(host: string, port: number): URL {
  const anywhere = host === '0.0.0.0' || host === '::';
  const name = anywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return new URL(`http://${name}:${port}`);
}
