import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { IMPORT_MAPPING_HEADER } from '@dunwell/contract';
import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { notFound } from '../../platform/http/app-error.js';
import type { AppRequest, Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { Accepts } from '../../platform/http/media-type.guard.js';
import { ApiPageOf, PageQuery, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { sendNdjson } from '../../platform/http/send-ndjson.js';
import { ImportRunner } from './import-runner.js';
import { findImport, listImports } from './import-store.js';
import { ImportAnswer, ImportEntityParameter, ImportUndoAnswer } from './imports.dto.js';
import { ImportPreviewAnswer, PreviewQuery } from './preview/preview.dto.js';
import { previewFile } from './preview/preview-file.js';
import { readGivenMapping, readMappingHeader } from './read-mapping-header.js';
import { requestBody } from './read/request-body.js';
import { rejectionsCsv } from './rejections-csv.js';
import { ImportUndos } from './undo/import-undos.js';

const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';

@ApiTags('Imports')
@Requires('read')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly runner: ImportRunner,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly undos: ImportUndos,
  ) {}

  @Post(':entity')
  @Requires('billing')
  @Accepts(CSV, NDJSON)
  @ApiOperation({
    summary: 'Import a file of any size, taken over while it uploads',
    description:
      'Rows are committed 1 000 at a time; a bad line is rejected with its number and reason while the good ones ' +
      'are in. The answer is NDJSON: `{kind: "progress", import}` after each commit, then `{kind: "summary", import, ' +
      'firstRejections}`, or `{kind: "problem", import, problem}` where the import failed after some rows were in. ' +
      'Sent again, a file changes nothing. What makes the whole file unusable (no such columns, an empty file) ' +
      'is refused with 422 before the first row.',
  })
  @ApiConsumes(CSV, NDJSON)
  @ApiBody({ description: 'The file, UTF-8, or UTF-16 with its mark.', schema: { type: 'string' } })
  @ApiHeader({
    name: IMPORT_MAPPING_HEADER,
    required: false,
    description:
      'base64url of a JSON object: entity, columns (standard column -> column of the file), constants, dateFormat ' +
      '(such as M/D/YYYY), timeZone, types (of attributes), createAccounts. Without it columns carry the standard names.',
  })
  @ApiQuery({ name: 'fileName', required: false, description: 'The name of the file, to know it again.' })
  @ApiProduces(NDJSON)
  @ApiOkResponse({ description: 'Progress, then the summary.', schema: { type: 'string' } })
  async upload(
    @Caller() caller: CallerOfWorkspace,
    @Param() { entity }: ImportEntityParameter,
    @Req() request: AppRequest,
    @Res() response: Response,
  ): Promise<void> {
    const lines = this.runner.run({
      caller,
      mapping: readMappingHeader(request.get(IMPORT_MAPPING_HEADER), entity),
      format: request.is(NDJSON) ? 'ndjson' : 'csv',
      fileName: fileNameOf(request),
      body: requestBody(request),
    });
    await sendNdjson(response, lines, { whenReaderLeaves: 'finish' });
  }

  @Post(':entity/preview')
  @HttpCode(200)
  @Requires('billing')
  @Accepts(CSV, NDJSON)
  @ApiOperation({
    summary: 'How a file would be read: its columns, a mapping guessed or given, its first rows',
    description:
      'Reads the first 64 KB; the rows are tried as they would be written, and nothing of it is kept.',
  })
  @ApiConsumes(CSV, NDJSON)
  @ApiBody({ description: 'The file, or its beginning.', schema: { type: 'string' } })
  @ApiHeader({
    name: IMPORT_MAPPING_HEADER,
    required: false,
    description: 'As for the import; guessed when absent.',
  })
  @ApiOkResponse({ type: ImportPreviewAnswer })
  async preview(
    @CurrentWorkspace() workspaceId: string,
    @Param() { entity }: ImportEntityParameter,
    @Query() { cut }: PreviewQuery,
    @Req() request: AppRequest,
  ): Promise<ImportPreviewAnswer> {
    return previewFile(this.dataSource, {
      ...{ workspaceId, entity },
      format: request.is(NDJSON) ? 'ndjson' : 'csv',
      mapping: readGivenMapping(request.get(IMPORT_MAPPING_HEADER), entity),
      body: requestBody(request),
      isCut: cut ?? false,
      now: await this.clock.businessNow(),
    });
  }

  @Get()
  @Requires('read')
  @ApiOperation({ summary: 'List imports, the newest first' })
  @ApiPageOf(ImportAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ImportAnswer>> {
    const before = readIdCursor(query);
    const imports = await listImports(this.dataSource, workspaceId, {
      limit: query.limit + 1,
      before,
    });
    return toPage(imports, query, ({ id }) => [id]);
  }

  @Get(':id')
  @Requires('read')
  @ApiOperation({ summary: 'Read how far an import is' })
  @ApiOkResponse({ type: ImportAnswer })
  async read(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) importId: string,
  ): Promise<ImportAnswer> {
    const found = await findImport(this.dataSource, { workspaceId, importId });
    if (!found) throw notFound('import', importId);
    return found;
  }

  @Get(':id/undo')
  @Requires('read')
  @ApiOperation({ summary: 'Whether an import may be taken back, and what stands in the way' })
  @ApiOkResponse({ type: ImportUndoAnswer })
  canBeUndone(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) importId: string,
  ): Promise<ImportUndoAnswer> {
    return this.undos.check({ workspaceId, importId });
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Requires('billing')
  @ApiOperation({
    summary: 'Take an import back',
    description:
      'Removes what it made, while all of it is as it was made and nothing has acted on it; refused (409) with the reasons.',
  })
  @ApiOkResponse({ type: ImportAnswer })
  undo(
    @Caller() { workspaceId, actor }: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) importId: string,
  ): Promise<ImportAnswer> {
    return this.undos.undo({ workspaceId, importId }, actor.name);
  }

  @Get(':id/rejections')
  @Requires('read')
  @ApiOperation({ summary: 'Download the rejected lines: line, column, reason, raw' })
  @ApiProduces(CSV)
  @ApiOkResponse({ description: 'A CSV file.', schema: { type: 'string' } })
  async rejections(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) importId: string,
    @Res() response: Response,
  ): Promise<void> {
    const key = { workspaceId, importId };
    if (!(await findImport(this.dataSource, key))) throw notFound('import', importId);
    response.type(CSV).attachment(`rejections-${importId}.csv`);
    await pipeline(Readable.from(rejectionsCsv(this.dataSource, key)), response);
  }
}

const LONGEST_NAME = 200;

/** The name is for people only: one that cannot be kept is left out. */
function fileNameOf({ query }: AppRequest): string | null {
  const name = query.fileName;
  return typeof name === 'string' && name !== '' && !name.includes('\0') ? name.slice(0, LONGEST_NAME) : null;
}
