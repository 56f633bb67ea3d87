/** How an invoice or a subscription is collected: by us from a payment method, or paid by the customer. */
export const COLLECTION_METHODS = ['automatic', 'manual'] as const;
