import { apiPrefix, contract } from '@podpass/contract';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';

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

function proceduresOf(router: unknown): AnyContractProcedure[] {
  if (isContractProcedure(router)) return [router];
  return typeof router === 'object' && router !== null ? Object.values(router).flatMap(proceduresOf) : [];
}
