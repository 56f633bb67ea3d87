import type { WorkspaceSettings } from '@dunwell/contract';
import { moneyValueFault } from '@dunwell/language';
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
    paymentMinimums: [...settings.paymentMinimums].sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  };
}

/** What is wrong with tidy settings, beyond the shape of each value. */
export function settingsProblems(settings: WorkspaceSettings): RequestProblem[] {
  const { paymentPage, paymentInstructions, sendWindow, sender, provider, paymentMinimums } = settings;
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
    ...problemIf(
      provider?.kind === 'webhook' && !isWebAddress(provider.url),
      'provider.url',
      'provider.url is not an address that can be called. It begins with https:// or http://.',
    ),
    ...problemIf(
      provider?.kind === 'practice' && provider.url !== null,
      'provider.url',
      'provider.url is for a system of your own; the practice provider calls nobody.',
    ),
    ...minimumProblems(paymentMinimums),
  ];
}

function minimumProblems(minimums: WorkspaceSettings['paymentMinimums']): RequestProblem[] {
  const fault = minimums.length === 0 ? null : moneyValueFault(minimums);
  return problemIf(fault !== null, 'paymentMinimums', `paymentMinimums: ${fault}`);
}

const isWebAddress = (url: string | null): boolean =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

const BIC = /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

const problemIf = (isWrong: boolean, path: string, message: string): RequestProblem[] =>
  isWrong ? [{ path, code: 'invalidSetting', message }] : [];
