import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '@dunwell/engine';
import { CONFIG, type ProcessConfig } from '../config/config.js';
import { readCustomerToken, signCustomerToken, type CustomerClaim } from './customer-token.js';

/** A link to a customer's own page. */
export interface SignedLink {
  url: string;
  expiresAt: Instant;
}

const VALID_DAYS = 90;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Links to customers' own pages: made for each message anew, and read again when somebody opens one. */
@Injectable()
export class CustomerLinks {
  constructor(@Inject(CONFIG) private readonly config: ProcessConfig) {}

  /**
   * The link to an account's page, valid for 90 days from an instant of business time: the same for the same instant
   * (S20). null where nobody could open it: DUNWELL_PUBLIC_URL does not say how customers reach this server.
   */
  linkFor(workspaceId: string, accountId: string, at: Instant): SignedLink | null {
    const address = this.address();
    if (address === null) return null;
    const validUntil = at + VALID_DAYS * MILLISECONDS_PER_DAY;
    const expiresAt = Math.floor(validUntil / 1_000) * 1_000;
    const token = signCustomerToken({ workspaceId, accountId, expiresAt }, this.config.secret);
    return { url: `${address}/pay/${token}`, expiresAt };
  }

  /** Whom a token shows at an instant; undefined: nobody, whatever the reason. */
  read(token: string, at: Instant): CustomerClaim | undefined {
    const claim = readCustomerToken(token, this.config.secret);
    return claim && at < claim.expiresAt ? claim : undefined;
  }

  /** On a machine where somebody tries things out, the address it listens on will do. */
  private address(): string | null {
    const { publicUrl, port, production } = this.config;
    if (publicUrl !== undefined) return publicUrl;
    return production || port === 0 ? null : `http://localhost:${port}`;
  }
}
