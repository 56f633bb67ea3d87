import type { WorkspaceSettings } from '@dunwell/contract';
import { isMailAddress } from '../../platform/mailbox.js';
import type { RequestProblem } from '../../platform/http/app-error.js';
import { compactCode, isIban } from './iban.js';
import { paymentPageProblem } from './payment-page.js';

/** Settings as they are stored: spaces and the order of lists mean nothing. */
export function tidySettings(settings: WorkspaceSettings): WorkspaceSettings {
  const { paymentInstructions, sendWindow, holidays } = settings;
  const { iban, bic } = paymentInstructions;
  return {
    ...settings,
    paymentInstructions: {
      ...paymentInstructions,
      iban: iban === null ? null : compactCode(iban),
      bic: bic === null ? null : compactCode(bic),
    },
    sendWindow: sendWindow && { ...sendWindow, weekdays: [...sendWindow.weekdays].sort() },
    holidays: { ...holidays, dates: [...holidays.dates].sort() },
  };
}

/** What is wrong with tidy settings, beyond the shape of each value. */
export function settingsProblems(settings: WorkspaceSettings): RequestProblem[] {
  const { paymentPage, paymentInstructions, sendWindow, sender } = settings;
  const page = paymentPage === null ? null : paymentPageProblem(paymentPage);
  const { iban, bic } = paymentInstructions;
  return [
    ...problemIf(
      page !== null,
      'paymentPage',
      `paymentPage is not an address that customers can open. ${page}`,
    ),
    ...problemIf(
      iban !== null && !isIban(iban),
      'paymentInstructions.iban',
      'paymentInstructions.iban is not an IBAN: its check digits or its length are wrong.',
    ),
    ...problemIf(
      bic !== null && !BIC.test(bic),
      'paymentInstructions.bic',
      'paymentInstructions.bic is not a BIC: 8 or 11 letters and digits, such as COBADEFFXXX.',
    ),
    ...problemIf(
      sendWindow?.weekdays.length === 0,
      'sendWindow.weekdays',
      'sendWindow.weekdays names no day, so that no message could ever leave.',
    ),
    ...problemIf(
      sender.replyTo !== null && !isMailAddress(sender.replyTo),
      'sender.replyTo',
      'sender.replyTo is not an e-mail address.',
    ),
  ];
}

const BIC = /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

const problemIf = (isWrong: boolean, path: string, message: string): RequestProblem[] =>
  isWrong ? [{ path, code: 'invalidSetting', message }] : [];
