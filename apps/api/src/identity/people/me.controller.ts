import { Body, Controller, HttpCode, Patch, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { SignedIn } from '../../platform/http/signed-in.js';
import { CurrentPerson, type SignedInPerson } from '../current-caller.js';
import { OwnPassword } from '../passwords/own-password.js';
import { PersonAnswer } from '../sessions/sessions.dto.js';
import { OwnName } from './own-name.js';
import { ChangePasswordBody, RenameBody } from './people.dto.js';

@ApiTags('Session')
@SignedIn()
@Controller('me')
export class MeController {
  constructor(
    private readonly ownName: OwnName,
    private readonly ownPassword: OwnPassword,
  ) {}

  @Patch()
  @ApiOperation({ summary: "Change one's own name" })
  @ApiOkResponse({ type: PersonAnswer })
  rename(@CurrentPerson() person: SignedInPerson, @Body() { name }: RenameBody): Promise<PersonAnswer> {
    return this.ownName.change(person, name);
  }

  @Post('password')
  @HttpCode(204)
  @ApiOperation({ summary: "Change one's own password; one's other sessions end" })
  async changePassword(
    @CurrentPerson() person: SignedInPerson,
    @Body() body: ChangePasswordBody,
    @Req() { ip }: Request,
  ): Promise<void> {
    await this.ownPassword.change(person, body, ip);
  }
}
