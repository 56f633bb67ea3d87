import type { AccountPage, AccountRibbon, AccountWhyNot } from '@dunwell/contract';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, type EntityManager } from 'typeorm';
import { EffectTools } from '../../runtime/deliveries/effect-tools.js';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Requires } from '../../platform/http/requires.js';
import { TrialPlaces } from '../../trials/trial-places.js';
import { openSnapshot } from '../../trials/trial-snapshot.js';
import { orTimeout } from '../../trials/trial-timeouts.js';
import {
  AccountPageAnswer,
  AccountParameter,
  AccountWhyNotAnswer,
  RibbonQueryFields,
} from './account-page.dto.js';
import { readAccountPage } from './account-page.js';
import { accountWhyNot } from './account-why-not.js';
import { AccountRibbonAnswer } from './ribbon.dto.js';
import { readRibbon } from './ribbon.js';

/** Everything about one account that takes more than billing to tell. */
@ApiTags('Accounts')
@Requires('read')
@Controller('accounts/:key')
export class AccountPageController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly places: TrialPlaces,
    private readonly tools: EffectTools,
  ) {}

  @Get('page')
  @ApiOperation({ summary: 'Read an account as its page shows it, as of business now' })
  @ApiOkResponse({ type: AccountPageAnswer })
  page(@CurrentWorkspace() workspaceId: string, @Param() { key }: AccountParameter): Promise<AccountPage> {
    return this.inSnapshot((manager, at) => readAccountPage(manager, { workspaceId, key, at }));
  }

  @Get('ribbon')
  @ApiOperation({
    summary:
      'Read an account date by date: streaks, what moved them, what Dunwell did and will do if nothing changes',
  })
  @ApiOkResponse({ type: AccountRibbonAnswer })
  ribbon(
    @CurrentWorkspace() workspaceId: string,
    @Param() { key }: AccountParameter,
    @Query() { from, to }: RibbonQueryFields,
  ): Promise<AccountRibbon> {
    return this.inSnapshot((manager, now) =>
      readRibbon(manager, workspaceId, { key, from, to, now }, this.tools),
    );
  }

  @Get('why-not')
  @ApiOperation({ summary: 'Why an account does not enter the live automations, and on what dates it will' })
  @ApiOkResponse({ type: AccountWhyNotAnswer })
  whyNot(
    @CurrentWorkspace() workspaceId: string,
    @Param() { key }: AccountParameter,
  ): Promise<AccountWhyNot> {
    // As many looks ahead as there are automations: a trial like that of one of them, and it takes its place.
    return this.places.during(() =>
      this.inSnapshot((manager, now) => accountWhyNot(manager, { workspaceId, key, now })),
    );
  }

  /** All of an answer is read from one view of the database, in which nothing can be written (S19). */
  private async inSnapshot<Answer>(
    read: (manager: EntityManager, now: Date) => Promise<Answer>,
  ): Promise<Answer> {
    const snapshot = await openSnapshot(this.dataSource);
    try {
      return await read(snapshot.manager, await this.clock.businessNow(snapshot.manager));
    } catch (error) {
      throw orTimeout(error);
    } finally {
      await snapshot.close();
    }
  }
}
