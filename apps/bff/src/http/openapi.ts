import {
  apiPrefix,
  AssociationDetail,
  AuditEntry,
  ClusterCounts,
  ClusterDetail,
  ClusterSummary,
  contract,
  ErrorBody,
  RoleOption,
  ServiceAccountRow,
  Session,
  TrustCheck,
} from '@podpass/contract';
import {
  AssociationRow,
  Blueprint,
  Operation,
  OperationEvent,
  ChangeRequest,
  ClusterConfig,
  ConfigDiagnostic,
  ConfigRevision,
  ConfigSummary,
  Plan,
} from '@podpass/inventory';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';

/** Written once, and referred to by name. */
const commonSchemas = Object.fromEntries(
  Object.entries({
    ErrorBody,
    Session,
    ClusterSummary,
    ClusterCounts,
    ClusterDetail,
    AssociationDetail,
    AssociationRow,
    ServiceAccountRow,
    RoleOption,
    TrustCheck,
    Operation,
    OperationEvent,
    ChangeRequest,
    Plan,
    AuditEntry,
    Blueprint,
    ClusterConfig,
    ConfigDiagnostic,
    ConfigRevision,
    ConfigSummary,
  }).map(([name, schema]) => [name, { schema }]),
);

export type OpenApiDocument = Awaited<ReturnType<OpenAPIGenerator['generate']>>;

/** The contract as OpenAPI 3.1, each operation with its permission in `x-permission`. */
export async function describeApi(version: string): Promise<OpenApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: 'Podpass API',
      version,
      description:
        'Every error answers with code, message, and data {why, remedy, issues?, awsRequestId?}. ' +
        'x-permission says what a route needs; starting a change also needs what the change does.',
    },
    commonSchemas,
    customErrorResponseBodySchema: (definitions, status) =>
      errorSchema(
        definitions.map(([code]) => code),
        status,
      ),
    servers: [{ url: apiPrefix }],
    security: [{ session: [] }, { token: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'podpass', description: 'Set by a sign-in link.' },
        token: { type: 'http', scheme: 'bearer', description: 'From POST /tokens.' },
      },
    },
  });
  for (const { '~orpc': procedure } of proceduresOf(contract)) {
    const { path, method = 'POST' } = procedure.route;
    const operation = document.paths?.[path ?? '']?.[method.toLowerCase() as 'get'];
    if (operation === undefined) continue;
    const { permission } = procedure.meta as { permission: string };
    Object.assign(operation, { 'x-permission': permission }, permission === 'public' && { security: [] });
  }
  return document;
}

function errorSchema(codes: string[], status: number): { [member: string]: unknown } {
  return {
    type: 'object',
    properties: {
      defined: { const: true },
      code: { enum: codes },
      status: { const: status },
      message: { type: 'string' },
      data: { $ref: '#/components/schemas/ErrorBody' },
    },
    required: ['defined', 'code', 'status', 'message', 'data'],
  };
}

function proceduresOf(router: unknown): AnyContractProcedure[] {
  if (isContractProcedure(router)) return [router];
  return typeof router === 'object' && router !== null ? Object.values(router).flatMap(proceduresOf) : [];
}
