import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AppError } from './app-error.js';

const ACCEPTED = 'acceptedMediaTypes';
const JSON_TYPE = 'application/json';

/** Names the media types a route reads from the request stream itself; JSON stays accepted only if named. */
export const Accepts = (...mediaTypes: string[]) => SetMetadata(ACCEPTED, mediaTypes);

/** Refuses bodies of a type the route does not read; without it they would be taken for an empty object. */
@Injectable()
export class MediaTypeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (!hasBody(request)) return true;
    const accepted = this.reflector.get<string[] | undefined>(ACCEPTED, context.getHandler()) ?? [JSON_TYPE];
    if (request.is(accepted)) return Boolean(request.is(JSON_TYPE)) || isPlain(request);
    throw new AppError({
      code: 'unsupportedMediaType',
      status: 415,
      message: `This route reads ${accepted.join(', ')}; the Content-Type is ${request.get('Content-Type') ?? 'missing'}.`,
    });
  }
}

/** JSON is unpacked before it gets here; a stream would be read as it is. */
function isPlain(request: Request): true {
  const encoding = request.get('Content-Encoding') ?? 'identity';
  if (encoding.toLowerCase() === 'identity') return true;
  throw new AppError({
    code: 'unsupportedEncoding',
    status: 415,
    message: `Streams are read as they are; the Content-Encoding is ${encoding}. Send it uncompressed.`,
  });
}

function hasBody(request: Request): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  );
}
