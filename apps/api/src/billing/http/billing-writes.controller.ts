import { applyDecorators, Body, Controller, HttpCode, Post, Query, Req, type Type } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { BillingEntity } from '@dunwell/contract';
import { Caller } from '../../identity/current-caller.js';
import type { AppRequest, Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { Flag } from '../../platform/http/fields.js';
import { Accepts } from '../../platform/http/media-type.guard.js';
import { requestBody } from '../imports/read/request-body.js';
import { BillingWrites, MOST_ROWS } from './billing-writes.js';
import { INPUT_BODIES } from './input.dto.js';
import { WriteSummary } from './write-summary.js';
import { Requires } from '../../platform/http/requires.js';

const JSON_TYPE = 'application/json';
const NDJSON = 'application/x-ndjson';

export class WriteQuery {
  @Flag({
    description: 'Create accounts that are not known yet, with the currency of their row.',
    optional: true,
    inQuery: true,
  })
  createAccounts?: boolean;
}

/** What all writes have in common: one object, a list, or a stream. */
function WriteOf(entity: BillingEntity, what: string): MethodDecorator {
  const type: Type = INPUT_BODIES[entity];
  const row = { $ref: getSchemaPath(type) };
  return applyDecorators(
    HttpCode(200),
    Accepts(JSON_TYPE, NDJSON),
    ApiExtraModels(type),
    ApiOperation({
      summary: `Create or change ${what} by your own keys`,
      description:
        `One object, a list of at most ${MOST_ROWS} in one transaction, or a stream of NDJSON lines of any length, ` +
        `${MOST_ROWS} per transaction, which stops at the first batch with a bad line and says which lines are in. ` +
        'A field that is absent stays as it is, null clears it. Sent again, nothing changes.',
    }),
    ApiConsumes(JSON_TYPE, NDJSON),
    ApiBody({ schema: { oneOf: [row, { type: 'array', items: row, maxItems: MOST_ROWS }] } }),
    ApiOkResponse({ type: WriteSummary }),
  );
}

@ApiTags('Billing')
@Requires('billing')
@Controller()
export class BillingWritesController {
  constructor(private readonly writes: BillingWrites) {}

  @Post('accounts')
  @WriteOf('accounts', 'accounts')
  accounts(
    @Caller() caller: CallerOfWorkspace,
    @Req() request: AppRequest,
    @Body() body: unknown,
  ): Promise<WriteSummary> {
    return this.write('accounts', { caller, request, body });
  }

  @Post('invoices')
  @WriteOf('invoices', 'invoices')
  invoices(
    @Caller() caller: CallerOfWorkspace,
    @Req() request: AppRequest,
    @Body() body: unknown,
    @Query() query: WriteQuery,
  ): Promise<WriteSummary> {
    return this.write('invoices', { caller, request, body, query });
  }

  @Post('payments')
  @WriteOf('payments', 'payments')
  payments(
    @Caller() caller: CallerOfWorkspace,
    @Req() request: AppRequest,
    @Body() body: unknown,
    @Query() query: WriteQuery,
  ): Promise<WriteSummary> {
    return this.write('payments', { caller, request, body, query });
  }

  @Post('credits')
  @WriteOf('credits', 'credits')
  credits(
    @Caller() caller: CallerOfWorkspace,
    @Req() request: AppRequest,
    @Body() body: unknown,
    @Query() query: WriteQuery,
  ): Promise<WriteSummary> {
    return this.write('credits', { caller, request, body, query });
  }

  @Post('subscriptions')
  @WriteOf('subscriptions', 'subscriptions')
  subscriptions(
    @Caller() caller: CallerOfWorkspace,
    @Req() request: AppRequest,
    @Body() body: unknown,
    @Query() query: WriteQuery,
  ): Promise<WriteSummary> {
    return this.write('subscriptions', { caller, request, body, query });
  }

  @Post('payment-methods')
  @WriteOf('paymentMethods', 'payment methods')
  paymentMethods(
    @Caller() caller: CallerOfWorkspace,
    @Req() request: AppRequest,
    @Body() body: unknown,
    @Query() query: WriteQuery,
  ): Promise<WriteSummary> {
    return this.write('paymentMethods', { caller, request, body, query });
  }

  @Post('tags')
  @WriteOf('tags', 'tags of accounts')
  tags(
    @Caller() caller: CallerOfWorkspace,
    @Req() request: AppRequest,
    @Body() body: unknown,
    @Query() query: WriteQuery,
  ): Promise<WriteSummary> {
    return this.write('tags', { caller, request, body, query });
  }

  private write(
    entity: BillingEntity,
    {
      caller,
      request,
      body,
      query,
    }: {
      caller: CallerOfWorkspace;
      request: AppRequest;
      body: unknown;
      query?: WriteQuery;
    },
  ): Promise<WriteSummary> {
    const write = { caller, entity, createAccounts: query?.createAccounts ?? false };
    return request.is(NDJSON)
      ? this.writes.writeLines(write, requestBody(request))
      : this.writes.writeJson(write, body);
  }
}
