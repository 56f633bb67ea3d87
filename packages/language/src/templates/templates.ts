import { cardExpires } from './card-expires.js';
import { failedAutopay } from './failed-autopay.js';
import { highValueCall } from './high-value-call.js';
import { lateFee } from './late-fee.js';
import { membershipEnds } from './membership-ends.js';
import { noPaymentMethod } from './no-payment-method.js';
import { onePaymentRequest } from './one-payment-request.js';
import { pastDue1430 } from './past-due-14-30.js';
import { remindUntilPaid } from './remind-until-paid.js';
import { restrictSuspend } from './restrict-suspend.js';
import type { Template } from './template.js';

/** The starters, in the order of the gallery. */
export const TEMPLATES: readonly Template[] = [
  pastDue1430,
  remindUntilPaid,
  cardExpires,
  noPaymentMethod,
  failedAutopay,
  onePaymentRequest,
  restrictSuspend,
  highValueCall,
  lateFee,
  membershipEnds,
];
