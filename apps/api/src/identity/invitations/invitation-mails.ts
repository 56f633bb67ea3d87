import type { InvitationMail } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { PublicAddress } from '../../platform/http/public-address.js';
import { Workspaces } from '../workspaces.js';
import { AccountMails } from '../mail/account-mails.js';
import { invitationMail } from '../mail/account-words.js';
import { secretLink } from '../mail/links.js';
import type { StoredInvitation } from './invitation-store.js';

/** Brings invitations to those who are invited. */
@Injectable()
export class InvitationMails {
  constructor(
    private readonly mails: AccountMails,
    private readonly address: PublicAddress,
    private readonly workspaces: Workspaces,
  ) {}

  /** What became of the mail, and the link where it has to be handed over by hand. */
  async send(
    invitation: StoredInvitation,
    token: string,
  ): Promise<{ mail: InvitationMail; link: string | null }> {
    const link = secretLink(this.address.url, 'invitation', token);
    const { name: workspace } = await this.workspaces.read(invitation.workspaceId);
    const mail = await this.mails.send(invitationMail({ ...invitation, workspace }, link));
    return { mail, link: mail === 'sent' ? null : link };
  }
}
