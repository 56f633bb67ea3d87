import { AppError } from '../../platform/http/app-error.js';

/** DUNWELL_SECRET is another one than when the webhook secret was stored. */
export class SecretUnreadable extends AppError {
  constructor() {
    super({
      code: 'webhookSecretUnreadable',
      status: 409,
      message:
        'The webhook secret cannot be read: DUNWELL_SECRET has changed since it was stored. Set the former one, or rotate the webhook secret.',
    });
  }
}
