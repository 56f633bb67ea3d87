import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import { Actor, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { notFound } from '../../platform/http/app-error.js';
import type { Actor as CallingActor } from '../../platform/http/app-request.js';
import { isCalendarDate } from '../../platform/http/fields.js';
import { ApiPageOf, readCursor, toPage, type CursorKey, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { isInstant } from '../instant-cursor.js';
import { countTasks } from './count-tasks.js';
import { listTasks } from './list-tasks.js';
import { readChangeTask, readCompleteTask, readCreateTask } from './read-task-bodies.js';
import {
  ChangeTaskBody,
  CompleteTaskBody,
  CreateTaskBody,
  TaskAnswer,
  TaskCountsAnswer,
  TasksQuery,
} from './tasks.dto.js';
import { changeTask, completeTask, createTask, reopenTask, type TaskWriter } from './write-tasks.js';

@ApiTags('Tasks')
@Controller('tasks')
@Requires('work')
export class TasksController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('read')
  @ApiOperation({
    summary: 'List tasks, the most urgent first unless sorted otherwise',
    description:
      'Priorities are those of the moment the first page was asked for, so that no task is lost or shown twice on the way.',
  })
  @ApiPageOf(TaskAnswer)
  async list(@CurrentWorkspace() workspaceId: string, @Query() query: TasksQuery): Promise<Page<TaskAnswer>> {
    const { limit, cursor: _, ...filter } = query;
    const cursor = readCursor(query, 4, isPlace);
    const at = cursor ? new Date(Number(cursor[0])) : await this.clock.businessNow();
    const tasks = await listTasks(
      this.dataSource.manager,
      { workspaceId, at },
      {
        ...filter,
        after: cursor && { priority: Number(cursor[1]), dueOn: String(cursor[2]), id: String(cursor[3]) },
        limit: limit + 1,
      },
    );
    return toPage(tasks, query, ({ priority, dueOn, id }) => [at.getTime(), priority, dueOn, id]);
  }

  @Get('counts')
  @Requires('read')
  @ApiOperation({ summary: 'Count open tasks under each filter of the list' })
  @ApiOkResponse({ type: TaskCountsAnswer })
  async counts(@CurrentWorkspace() workspaceId: string): Promise<TaskCountsAnswer> {
    return countTasks(this.dataSource.manager, { workspaceId, at: await this.clock.businessNow() });
  }

  @Get(':id')
  @Requires('read')
  @ApiOperation({ summary: 'Read a task' })
  @ApiOkResponse({ type: TaskAnswer })
  async read(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<TaskAnswer> {
    return readTask(this.dataSource.manager, { workspaceId, at: await this.clock.businessNow() }, id);
  }

  @Post()
  @ApiOperation({ summary: 'Make a task about an account' })
  @ApiCreatedResponse({ type: TaskAnswer })
  create(
    @CurrentWorkspace() workspaceId: string,
    @Actor() { name: by }: CallingActor,
    @Body() body: CreateTaskBody,
  ): Promise<TaskAnswer> {
    return this.write({ workspaceId, by }, (manager, writer) =>
      createTask(manager, writer, readCreateTask(body)),
    );
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Assign, put off or reword a task that is not done' })
  @ApiOkResponse({ type: TaskAnswer })
  change(
    @CurrentWorkspace() workspaceId: string,
    @Actor() { name: by }: CallingActor,
    @Param('id', ParseUUIDPipe) taskId: string,
    @Body() body: ChangeTaskBody,
  ): Promise<TaskAnswer> {
    return this.write({ workspaceId, by }, async (manager, writer) => {
      await changeTask(manager, writer, { taskId, change: readChangeTask(body) });
      return taskId;
    });
  }

  @Post(':id/complete')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a task with its outcome, and take the next step with it' })
  @ApiOkResponse({ type: TaskAnswer })
  complete(
    @CurrentWorkspace() workspaceId: string,
    @Actor() { name: by }: CallingActor,
    @Param('id', ParseUUIDPipe) taskId: string,
    @Body() body: CompleteTaskBody,
  ): Promise<TaskAnswer> {
    return this.write({ workspaceId, by }, async (manager, writer) => {
      await completeTask(manager, writer, { taskId, request: readCompleteTask(body) });
      return taskId;
    });
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put a task that was done back into the queue' })
  @ApiOkResponse({ type: TaskAnswer })
  reopen(
    @CurrentWorkspace() workspaceId: string,
    @Actor() { name: by }: CallingActor,
    @Param('id', ParseUUIDPipe) taskId: string,
  ): Promise<TaskAnswer> {
    return this.write({ workspaceId, by }, async (manager, writer) => {
      await reopenTask(manager, writer, taskId);
      return taskId;
    });
  }

  /** One transaction; answers the task as it then stands. */
  private write(
    who: Omit<TaskWriter, 'now'>,
    work: (manager: EntityManager, writer: TaskWriter) => Promise<string>,
  ): Promise<TaskAnswer> {
    return this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const id = await work(manager, { ...who, now });
      return readTask(manager, { workspaceId: who.workspaceId, at: now }, id);
    });
  }
}

async function readTask(
  manager: EntityManager,
  context: { workspaceId: string; at: Date },
  id: string,
): Promise<TaskAnswer> {
  const [task] = await listTasks(manager, context, { id, limit: 1 });
  if (task === undefined) throw notFound('task', id);
  return task;
}

const isPlace = (...[at, priority, dueOn, id]: CursorKey): boolean =>
  isInstant(at) && Number.isInteger(priority) && isCalendarDate(dueOn) && isUUID(id);
