import type { NestExpressApplication } from '@nestjs/platform-express';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access } from '../../src/platform/http/access.js';

/** A route as its controller declares it, in the words of the API's description. */
export interface DeclaredRoute {
  /** `post /api/v1/holds/{id}/lift` */
  name: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  /** undefined: it says nothing. */
  access: Access | undefined;
  /** Part of the API and its description; pages for customers are not. */
  isOfApi: boolean;
}

const OUTSIDE_THE_PREFIX = [/^\/(healthz|readyz|metrics)$/, /^\/pay\//];
const EXCLUDED = 'swagger/apiExcludeController';

/** Every handler of every controller, read from the decorators: nothing that decides at run time is asked. */
export function declaredRoutes(app: NestExpressApplication): DeclaredRoute[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type),
  );
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, object>;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .map((name) => prototype[name]!)
      .filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler))
      .map((handler) => {
        const method = RequestMethod[
          Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod
        ].toLowerCase() as DeclaredRoute['method'];
        const path = pathOf(controller, handler);
        const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as
          Access | undefined;
        const isOfApi = !Reflect.hasMetadata(EXCLUDED, controller);
        return { name: `${method} ${path}`, method, path, access, isOfApi };
      });
  });
}

function pathOf(controller: Type, handler: object): string {
  const parts = [controller, handler].map((target) => Reflect.getMetadata(PATH_METADATA, target) as string);
  const path = `/${parts.flatMap((part) => part.split('/').filter((name) => name !== '')).join('/')}`;
  const full = OUTSIDE_THE_PREFIX.some((outside) => outside.test(path)) ? path : `/api/v1${path}`;
  return full.replace(/:(\w+)/g, '{$1}');
}
