import { apiPrefix } from '@podpass/contract';
import type { OpenApiDocument } from './openapi.ts';
import { escapeHtml, page } from './page.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The API's documentation as one plain page: no script, nothing from elsewhere. */
export function apiDocsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item?.[method];
      return operation === undefined ? [] : [{ path, method, operation, tag: operation.tags?.[0] ?? 'other' }];
    }),
  );
  const sections = [...new Set(operations.map(({ tag }) => tag))].map((tag) => {
    const ofTag = operations.filter((each) => each.tag === tag);
    return `<h2>${escapeHtml(tag)}</h2>\n${ofTag.map(operationInHtml).join('\n')}`;
  });
  const schemas = json('Schemas', document.components?.schemas);
  return page(
    'API',
    `<p>${escapeHtml(document.info.description ?? '')}</p>
<p>The same as <a href="/api/openapi.json">OpenAPI 3.1</a>. Sign in with a session cookie, or with a token:
<code>Authorization: Bearer …</code>.</p>
${sections.join('\n')}
<h2>Schemas</h2>
${schemas}`,
  );
}

interface Operation {
  path: string;
  method: string;
  operation: { summary?: string; parameters?: unknown; requestBody?: unknown; responses?: unknown };
}

function operationInHtml({ path, method, operation }: Operation): string {
  const permission = 'x-permission' in operation ? String(operation['x-permission']) : '';
  return `<details>
<summary><code>${method.toUpperCase()} ${escapeHtml(apiPrefix + path)}</code> ${escapeHtml(operation.summary ?? '')}</summary>
<p>Permission: <code>${escapeHtml(permission)}</code></p>
${json('Parameters', operation.parameters)}
${json('Body', operation.requestBody)}
${json('Answers', operation.responses)}
</details>`;
}

function json(title: string, value: unknown): string {
  if (value === undefined) return '';
  return `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre></details>`;
}
