import { Module } from '@nestjs/common';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { Demo } from './demo.js';

/** A workspace of people who do not exist, for those who look at Dunwell for the first time. */
@Module({ imports: [ConnectorsModule], providers: [Demo] })
export class DemoModule {}
