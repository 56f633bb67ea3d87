import { Module } from '@nestjs/common';
import { IdentityModule } from '../../identity/identity.module.js';
import { AutomationSummariesController } from './automation-summaries.controller.js';

/** Automations as the console lists them. */
@Module({ imports: [IdentityModule], controllers: [AutomationSummariesController] })
export class AutomationSummariesModule {}
