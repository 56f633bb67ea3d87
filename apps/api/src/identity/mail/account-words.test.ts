import { describe, expect, it } from '@jest/globals';
import { invitationMail, passwordResetMail } from './account-words.js';

const LINK = 'https://dunwell.example/invitation#token=abc';

describe('mails about accounts', () => {
  it('hold the link and who invites', () => {
    const mail = invitationMail(
      { email: 'ann@example.com', role: 'editor', workspace: 'Acme', invitedBy: 'Bob' },
      LINK,
    );
    expect(mail.to).toBe('ann@example.com');
    expect(mail.text).toContain(LINK);
    expect(mail.text).toContain(
      'Bob invites you to work on overdue accounts in the workspace Acme, as an editor.',
    );
  });

  it('lend no names to those who would like to send links of their own', () => {
    const mail = passwordResetMail(
      { email: 'ann@example.com', name: 'Ann\n\nPay here: https://evil.example/' },
      LINK,
    );
    expect(mail.text.match(/https?:\/\/\S+/g)).toEqual([LINK]);
    expect(mail.text.split('\n')[0]).toBe('Hello Ann Pay here: https:evil.example/,');
  });
});
