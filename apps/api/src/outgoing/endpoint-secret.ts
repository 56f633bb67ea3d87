import { seal, unseal } from '../connectors/webhook/seal.js';

interface Owner {
  workspaceId: string;
  endpointId: string;
}

/** Secrets are bound to their endpoint: one that is copied to another row opens nothing. */
const belongsTo = ({ workspaceId, endpointId }: Owner): string => `${workspaceId}/${endpointId}`;

export const sealSecret = (keys: Buffer, secret: string, owner: Owner): Buffer =>
  seal(keys, secret, belongsTo(owner));

export const unsealSecret = (sealed: Buffer, secret: string, owner: Owner): Buffer | undefined =>
  unseal(sealed, secret, belongsTo(owner));

export const SECRET_UNREADABLE =
  'The endpoint’s secret cannot be read: DUNWELL_SECRET has changed since it was stored. Set the former one, or make a new secret.';
