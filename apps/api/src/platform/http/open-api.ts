import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { describeProblems } from './describe-problems.js';
import { SESSION_COOKIE } from './session-cookie.js';

/** Serves the API's description at /api/openapi.json and a page to read and try it at /api/docs. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Dunwell API',
    swaggerOptions: { persistAuthorization: true },
  });
}

export function describeApi(app: INestApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Dunwell API')
    .setVersion('1')
    .setDescription('Failures are application/problem+json (RFC 9457) with a stable `code`.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key of the workspace: dwk_…' })
    .addCookieAuth(
      SESSION_COOKIE,
      { type: 'apiKey', in: 'cookie', description: 'Of a person who is signed in.' },
      'session',
    )
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('session')
    .build();
  return spellNull(describeProblems(SwaggerModule.createDocument(app, head)));
}

/** OpenAPI 3.1 says "may be null" in the type; the decorators still write the `nullable` of 3.0. */
function spellNull<T>(part: T): T {
  if (Array.isArray(part)) return part.map(spellNull) as T;
  if (typeof part !== 'object' || part === null) return part;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, spellNull(value as unknown)]),
  );
  if (nullable !== true) return { ...rest, ...(nullable === undefined ? {} : { nullable }) } as T;
  return (
    typeof rest.type === 'string'
      ? { ...rest, type: [rest.type, 'null'] }
      : { anyOf: [rest, { type: 'null' }] }
  ) as T;
}
