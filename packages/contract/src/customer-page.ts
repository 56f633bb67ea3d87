/** `GET /api/v1/accounts/{key}/customer-link`: the customer's own page, as a message would link to it now. */
export interface CustomerLink {
  url: string;
  /** The link opens the page up to then; each message carries a new one. */
  expiresAt: string;
}
