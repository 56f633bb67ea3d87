import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Nothing but our own files; what pages need beyond that is named. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  // The component kit and the reference page write style attributes and tags.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  // Previews of messages, in a sandbox.
  frameSrc: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  objectSrc: ["'none'"],
};

const PERMISSIONS_POLICY = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'publickey-credentials-get',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** The headers every answer carries. `overTls`: people reach us over https. */
export function securityHeaders({ overTls }: { overTls: boolean }): RequestHandler {
  const wellKnown = helmet({
    // Without TLS these would make browsers ask for addresses nobody serves.
    strictTransportSecurity: overTls,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...CONTENT_SECURITY_POLICY, ...(overTls ? { upgradeInsecureRequests: [] } : {}) },
    },
    // Not "no-referrer": browsers then send "Origin: null" with forms, and we could not tell our own pages.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  return (request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
    // Answers of the API are about customers: nothing of them stays in a cache.
    if (request.path.startsWith('/api/v1/')) response.setHeader('Cache-Control', 'no-store');
    wellKnown(request, response, next);
  };
}
