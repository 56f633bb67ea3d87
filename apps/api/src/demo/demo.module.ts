import { Module } from '@nestjs/common';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { CustomerLinksModule } from '../customer-page/customer-links.module.js';
import { EffectTools } from '../runtime/deliveries/effect-tools.js';
import { Demo } from './demo.js';

/** A workspace of people who do not exist, for those who look at Dunwell for the first time. */
@Module({ imports: [ConnectorsModule, CustomerLinksModule], providers: [EffectTools, Demo] })
export class DemoModule {}
