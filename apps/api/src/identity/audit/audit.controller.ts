import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { ApiPageOf, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { CurrentWorkspace } from '../current-caller.js';
import { listAudit } from './audit-store.js';
import { AuditEntryAnswer, AuditLogQuery } from './audit.dto.js';

@ApiTags('Audit')
@Requires('admin')
@Controller('audit')
export class AuditController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'Who changed what, when, before and after; the newest first' })
  @ApiPageOf(AuditEntryAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: AuditLogQuery,
  ): Promise<Page<AuditEntryAnswer>> {
    const { actorId, action, subject, key, from, to, search, limit } = query;
    const entries = await listAudit(this.dataSource, workspaceId, {
      ...{ actorId, action, subject, key, from, to, search },
      before: readIdCursor(query),
      limit: limit + 1,
    });
    return toPage(entries, query, ({ id }) => [id]);
  }
}
