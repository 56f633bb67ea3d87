import { Module } from '@nestjs/common';
import { Automations } from './automations.js';
import { AutomationsController } from './automations.controller.js';

@Module({ controllers: [AutomationsController], providers: [Automations], exports: [Automations] })
export class AutomationsModule {}
