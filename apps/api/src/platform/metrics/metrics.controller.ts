import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { AppError } from '../http/app-error.js';
import { Public } from '../http/public.js';
import { mayReadMetrics } from './metrics-access.js';
import { Metrics } from './metrics.js';

@ApiTags('Health')
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: ProcessConfig,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The figures of this process, for Prometheus',
    description: 'With the token of DUNWELL_METRICS_TOKEN; where none is set, from this machine only.',
  })
  @ApiProduces('text/plain')
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!mayReadMetrics(request, this.config.metricsToken)) {
      throw new AppError({
        code: 'metricsForbidden',
        status: 403,
        message:
          'The figures are for scrapers: set DUNWELL_METRICS_TOKEN and send it as "Authorization: Bearer …". Without a token they are told on this machine only.',
      });
    }
    const { contentType, body } = await this.metrics.text();
    response.set({ 'Content-Type': contentType, 'Cache-Control': 'no-store' }).send(body);
  }
}
