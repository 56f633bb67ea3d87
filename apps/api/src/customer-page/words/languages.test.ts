import { describe, expect, it } from '@jest/globals';
import { chooseLanguage, LANGUAGES } from './languages.js';

describe('chooseLanguage', () => {
  it.each<[string, string | undefined, string | null, string | undefined, string, string]>([
    ['nothing is known', undefined, null, undefined, 'en', 'en'],
    ['the account’s own', undefined, 'de', 'fr', 'de', 'de'],
    ['with its country', undefined, 'de-CH', undefined, 'de', 'de-CH'],
    ['what was chosen comes first', 'fr', 'de', 'it', 'fr', 'fr'],
    ['back to one’s own', 'de', 'de-AT', undefined, 'de', 'de-AT'],
    ['what the browser asks for', undefined, null, 'pt-BR,pt;q=0.9,nl;q=0.8', 'nl', 'nl'],
    ['an account’s that the page does not speak', undefined, 'pl', 'es-MX', 'es', 'es-MX'],
    ['no language at all', '<script>', '_', '*', 'en', 'en'],
    ['a name of every object', 'constructor', null, undefined, 'en', 'en'],
  ])('%s', (_, chosen, own, accepted, language, locale) => {
    expect(chooseLanguage(chosen, own, accepted)).toEqual({ language, locale });
  });
});

describe('every language', () => {
  const customer = 'Marta';
  it.each(Object.entries(LANGUAGES))('%s says everything, with what it is given', (_, words) => {
    for (const text of Object.values(words)) expect(text).not.toBe('');
    expect(words.overdue(customer)).toContain(customer);
    expect(words.nothingOverdue(customer)).toContain(customer);
    expect(words.overdue(null)).not.toMatch(/null|undefined/);
    expect(words.summary(1, '13 N')).toContain('13 N');
    expect(words.summary(3, '13 N')).toMatch(/3 .*13 N/);
    expect(words.summary(1, '13 N')).not.toBe(words.summary(2, '13 N').replace('2', '1'));
    expect(words.question('MB-1')).toContain('MB-1');
  });
});
