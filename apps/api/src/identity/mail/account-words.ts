import type { Role } from '@dunwell/contract';
import type { AccountMail } from './account-mails.js';

/** Names are others' words: in a mail of ours they stay on one line and lead nowhere. */
const harmless = (name: string): string => name.replace(/\s+/g, ' ').replaceAll('://', ':').slice(0, 100);

export function passwordResetMail(person: { email: string; name: string }, link: string): AccountMail {
  return {
    to: person.email,
    subject: 'Set a new password for Dunwell',
    text: [
      `Hello ${harmless(person.name)},`,
      `somebody, hopefully you, asked for a new password for Dunwell. Set it here within an hour:\n${link}`,
      'If it was not you, there is nothing to do: your password stays as it is.',
    ].join('\n\n'),
  };
}

export function invitationMail(
  invitation: { email: string; role: Role; workspace: string; invitedBy: string },
  link: string,
): AccountMail {
  const workspace = harmless(invitation.workspace);
  return {
    to: invitation.email,
    subject: `You are invited to ${workspace} on Dunwell`,
    text: [
      `${harmless(invitation.invitedBy)} invites you to work on overdue accounts in the workspace ${workspace}, as ${WORDS[invitation.role]}.`,
      `Accept within seven days:\n${link}`,
      'If you do not know what this is about, there is nothing to do.',
    ].join('\n\n'),
  };
}

const WORDS: Readonly<Record<Role, string>> = {
  viewer: 'a viewer',
  editor: 'an editor',
  publisher: 'a publisher',
  admin: 'an admin',
};
