import type { Permission } from '@dunwell/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { ApiPageOf, PageQuery, readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { Caller, CurrentWorkspace, OwnPermissions } from '../current-caller.js';
import { listColleagues, listMembers, type StoredMember } from './member-store.js';
import { Members } from './members.js';
import { ChangeRoleBody, ColleaguesAnswer, MemberAnswer, PersonParameter } from './people.dto.js';

@ApiTags('People')
@Requires('admin')
@Controller()
export class PeopleController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly members: Members,
  ) {}

  @Get('people')
  @ApiOperation({ summary: 'List who belongs to the workspace, by name' })
  @ApiPageOf(MemberAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: PageQuery,
  ): Promise<Page<MemberAnswer>> {
    const cursor = readCursor(query, 2, (name, id) => typeof name === 'string' && isUUID(id));
    const members = await listMembers(this.dataSource, workspaceId, {
      after: cursor && { name: String(cursor[0]), id: String(cursor[1]) },
      limit: query.limit + 1,
    });
    return toPage(members.map(answerOf), query, ({ name, id }) => [name, id]);
  }

  @Get('colleagues')
  @Requires('read')
  @ApiOperation({ summary: 'The names of those who belong to the workspace, to assign work to' })
  @ApiOkResponse({ type: ColleaguesAnswer })
  async colleagues(@CurrentWorkspace() workspaceId: string): Promise<ColleaguesAnswer> {
    return { colleagues: await listColleagues(this.dataSource, workspaceId) };
  }

  @Patch('people/:id')
  @ApiOperation({ summary: 'Give somebody another role; the last admin stays one' })
  @ApiOkResponse({ type: MemberAnswer })
  async changeRole(
    @Caller() caller: CallerOfWorkspace,
    @OwnPermissions() permissions: readonly Permission[],
    @Param() { id }: PersonParameter,
    @Body() { role }: ChangeRoleBody,
  ): Promise<MemberAnswer> {
    return answerOf(await this.members.changeRole({ ...caller, permissions }, id, role));
  }

  @Delete('people/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take somebody out of the workspace; the last admin stays' })
  async remove(@Caller() caller: CallerOfWorkspace, @Param() { id }: PersonParameter): Promise<void> {
    await this.members.remove(caller, id);
  }
}

const answerOf = ({ since, lastSeenAt, ...member }: StoredMember): MemberAnswer => ({
  ...member,
  since: since.toISOString(),
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
});
