import type { EvaluationDay } from '@dunwell/contract';
import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { Automations } from '../../../automations/automations.js';
import { CurrentWorkspace } from '../../../identity/current-caller.js';
import { notFound } from '../../../platform/http/app-error.js';
import { isCalendarDate } from '../../../platform/http/fields.js';
import { ApiPageOf, PageQuery, readCursor, toPage, type Page } from '../../../platform/http/page.js';
import { Requires } from '../../../platform/http/requires.js';
import { listEvaluations } from '../list-evaluations.js';
import { countOutcomes } from './count-outcomes.js';
import {
  EvaluatedMatchAnswer,
  EvaluationDayAnswer,
  EvaluationDayWithZonesAnswer,
  MatchesQuery,
} from './days.dto.js';
import { listDays } from './list-days.js';
import { listMatches } from './list-matches.js';

/** More zones than the world has. */
const EVERY_ZONE = 1_000;

@ApiTags('Automations')
@Controller('automations/:id')
@Requires('read')
export class EvaluationDaysController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly automations: Automations,
  ) {}

  @Get('evaluation-days')
  @ApiOperation({ summary: 'List the dates that were evaluated, the newest first, each as one funnel' })
  @ApiPageOf(EvaluationDayAnswer)
  async days(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Query() query: PageQuery,
  ): Promise<Page<EvaluationDayAnswer>> {
    await this.automations.find(workspaceId, automationId);
    const before = readCursor(query, 1, isCalendarDate)?.[0];
    const days = await listDays(
      this.dataSource.manager,
      { workspaceId, automationId },
      { limit: query.limit + 1, before: before === undefined ? undefined : String(before) },
    );
    return toPage(days, query, ({ date }) => [date]);
  }

  @Get('evaluations/:date')
  @ApiOperation({ summary: 'Read one date with its zones and what became of those who matched' })
  @ApiOkResponse({ type: EvaluationDayWithZonesAnswer })
  async day(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Param('date') date: string,
  ): Promise<EvaluationDayWithZonesAnswer> {
    const { manager } = this.dataSource;
    const day = await this.existing(workspaceId, automationId, date);
    return {
      ...day,
      evaluations: await listEvaluations(manager, workspaceId, automationId, { date, limit: EVERY_ZONE }),
      outcomes: await countOutcomes(manager, { workspaceId, automationId, date }),
    };
  }

  @Get('evaluations/:date/matches')
  @ApiOperation({ summary: 'List who matched on a date, by account key, with every condition explained' })
  @ApiPageOf(EvaluatedMatchAnswer)
  async matches(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Param('date') date: string,
    @Query() query: MatchesQuery,
  ): Promise<Page<EvaluatedMatchAnswer>> {
    await this.existing(workspaceId, automationId, date);
    const cursor = readCursor(query, 2, (account, id) => typeof account === 'string' && isUUID(id));
    const matches = await listMatches(
      this.dataSource.manager,
      { workspaceId, automationId },
      {
        date,
        outcome: query.outcome,
        after: cursor && { account: String(cursor[0]), subjectId: String(cursor[1]) },
        limit: query.limit + 1,
      },
    );
    const page = toPage(matches, query, ({ subject, subjectId }) => [subject.account, subjectId]);
    return { ...page, items: page.items.map(({ subjectId: _, ...match }) => match) };
  }

  /** The date as it was evaluated; one that was not, or is none, is not found. */
  private async existing(workspaceId: string, automationId: string, date: string): Promise<EvaluationDay> {
    await this.automations.find(workspaceId, automationId);
    const query = { date, limit: 1 };
    const [day] = isCalendarDate(date)
      ? await listDays(this.dataSource.manager, { workspaceId, automationId }, query)
      : [];
    if (day === undefined) throw notFound('evaluation of', date);
    return day;
  }
}
