import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { ApiPageOf, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { listTasks } from './list-tasks.js';
import { TaskAnswer, TasksQuery } from './tasks.dto.js';

@ApiTags('Tasks')
@Controller('tasks')
export class TasksController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'List tasks that automations made, the latest first' })
  @ApiPageOf(TaskAnswer)
  async list(@CurrentWorkspace() workspaceId: string, @Query() query: TasksQuery): Promise<Page<TaskAnswer>> {
    const before = readIdCursor(query);
    const tasks = await listTasks(this.dataSource.manager, workspaceId, {
      account: query.account,
      status: query.status,
      before,
      limit: query.limit + 1,
    });
    return toPage(tasks, query, ({ id }) => [id]);
  }
}
