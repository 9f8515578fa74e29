import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One call to AWS as it ended; `outcome` is `ok` or the error's name. */
export interface AwsCallOutcome {
  service: string;
  operation: string;
  outcome: string;
  durationMs: number;
}

export interface Metrics {
  awsCall: (call: AwsCallOutcome) => void;
  /** Measures every request by the pattern of its route, never by its address. */
  measure: RequestHandler;
  /** Answers with everything in the text format of Prometheus. */
  page: RequestHandler;
}

/** A registry per console, so that several can live in one process. */
export function createMetrics(operationsRunning: () => number): Metrics {
  const registers = [new Registry()] as [Registry];
  const [registry] = registers;
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'podpass_http_request_duration_seconds',
    help: 'HTTP requests by method, route and status. Streams last as long as they are read.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const awsCalls = new Counter({
    name: 'podpass_aws_calls_total',
    help: 'Attempts of calls to AWS by service, operation and outcome.',
    labelNames: ['service', 'operation', 'outcome'] as const,
    registers,
  });
  const awsSeconds = new Histogram({
    name: 'podpass_aws_call_duration_seconds',
    help: 'Duration of attempts of calls to AWS, without waiting for the rate budget.',
    labelNames: ['service'] as const,
    buckets: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });
  void new Gauge({
    name: 'podpass_operations_running',
    help: 'Operations that this process runs now.',
    registers,
    collect() {
      this.set(operationsRunning());
    },
  });
  return {
    awsCall: ({ service, operation, outcome, durationMs }) => {
      awsCalls.inc({ service, operation, outcome });
      awsSeconds.observe({ service }, durationMs / 1000);
    },
    measure: (request, response, next) => {
      const stop = requests.startTimer();
      response.once('close', () => {
        const { route } = response.locals as { route?: string };
        stop({ method: methodLabel(request.method), route: route ?? 'none', status: response.statusCode });
      });
      next();
    },
    page: (_request, response, next) => {
      response.locals['route'] = '/metrics';
      registry.metrics().then((text) => response.type(registry.contentType).send(text), next);
    },
  };
}

/** Callers can send any word as a method; a label must not grow without bound. */
function methodLabel(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'OTHER';
}
